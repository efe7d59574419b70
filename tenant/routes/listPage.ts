import type { Context } from "hono";

const MAX_LIMIT = 250;

/** Returns the page that the parameters `offset` and `limit` ask for, or the problem with them. */
export function listPage<T>(c: Context, all: readonly T[]): readonly T[] | { readonly problem: string } {
  const offset = integer(c.req.query("offset"), 0);
  const limit = integer(c.req.query("limit"), MAX_LIMIT);
  if (offset === undefined || offset < 0) {
    return { problem: `offset must be an integer of at least 0, not "${c.req.query("offset")}"` };
  }
  if (limit === undefined || limit < 0 || limit > MAX_LIMIT) {
    return { problem: `limit must be an integer between 0 and ${MAX_LIMIT}, not "${c.req.query("limit")}"` };
  }
  return all.slice(offset, offset + limit);
}

function integer(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) {
    return fallback;
  }
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
