import { randomBytes } from "node:crypto";
import type { Context } from "hono";

/** Answers with an ErrorResponseDto, as the API reference has it. */
export function refuse(c: Context, status: 400 | 403 | 404 | 405 | 409 | 413 | 500, detailCode: string, text: string) {
  const message = { locale: "en-US", localeOrigin: "DEFAULT", text };
  return c.json({ detailCode, trackingId: randomBytes(16).toString("hex"), messages: [message], causes: [] }, status);
}

/** 400 for a request that is not what the reference describes. */
export function badRequest(c: Context, text: string) {
  return refuse(c, 400, "400.1 Bad Request Content", text);
}

/** 404 for something that is not there. */
export function notFound(c: Context) {
  return refuse(c, 404, "404 Not found", "The server did not find a current representation for the target resource.");
}
