import { randomBytes } from "node:crypto";
import type { Context } from "hono";

/** Answers with an ErrorResponseDto, the API reference's form of a refusal. */
export function refuse(
  c: Context,
  status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 500,
  detailCode: string,
  text: string,
) {
  const message = { locale: "en-US", localeOrigin: "DEFAULT", text };
  return c.json({ detailCode, trackingId: randomBytes(16).toString("hex"), messages: [message], causes: [] }, status);
}

/** Answers 400: the request differs from what the reference describes. */
export function badRequest(c: Context, text: string) {
  return refuse(c, 400, "400.1 Bad Request Content", text);
}

/** Answers 404: the item does not exist. */
export function notFound(c: Context) {
  return refuse(c, 404, "404 Not found", "The server did not find a current representation for the target resource.");
}
