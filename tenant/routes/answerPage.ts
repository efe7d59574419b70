import type { Context } from "hono";
import { badRequest } from "../errorReplies";
import type { Switches } from "../switches";

const MAX_LIMIT = 250;

/** Answers with the page of a collection that the parameters `offset` and `limit` ask for. */
export function answerPage(c: Context, all: readonly unknown[], switches: Switches): Response {
  const offset = integer(c.req.query("offset"), 0);
  const limit = integer(c.req.query("limit"), MAX_LIMIT);
  if (offset === undefined || offset < 0) {
    return badRequest(c, `offset must be an integer of at least 0, not "${c.req.query("offset")}"`);
  }
  if (limit === undefined || limit < 0 || limit > MAX_LIMIT) {
    return badRequest(c, `limit must be an integer between 0 and ${MAX_LIMIT}, not "${c.req.query("limit")}"`);
  }
  const start = switches.ignoreOffset ? 0 : offset;
  if (switches.refuseOffsetPastEnd && all.length > 0 && start >= all.length) {
    return c.json({ detailMessage: "Specified offset is invalid." }, 400);
  }
  const length = switches.pageCap > 0 ? Math.min(limit, switches.pageCap) : limit;
  const page = all.slice(start, start + length);
  return c.json(switches.nullEmptyLists && page.length === 0 ? null : page);
}

function integer(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) {
    return fallback;
  }
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
