import type { Context } from "hono";
import * as v from "valibot";

/**
 * What a request's body holds, where it is JSON of the wanted form; else what is wrong with it, with the key it is wrong at.
 *
 * @param body the bytes; without them, they are read from the request
 */
export async function validBody<T>(
  c: Context,
  schema: v.GenericSchema<unknown, T>,
  body?: Buffer,
): Promise<{ readonly value: T } | { readonly problem: string }> {
  let json: unknown;
  try {
    json = JSON.parse(body?.toString("utf8") ?? (await c.req.text()));
  } catch {
    return { problem: "The request's body is no valid JSON." };
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) {
    return { value: parsed.output };
  }
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue);
  return { problem: key ? `${key}: ${issue.message}` : issue.message };
}
