import type { Context } from "hono";
import * as v from "valibot";

/**
 * Parses a JSON body and checks it against a schema. Returns its value, or the problem with the key that has it.
 *
 * @param body the bytes of the body. Default: read from the request
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
    return { problem: "The request body is not valid JSON." };
  }
  return checkedValue(schema, json);
}

/** Checks a value against a schema. Returns it, or the problem with the key that has it. */
export function checkedValue<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): { readonly value: T } | { readonly problem: string } {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) {
    return { value: parsed.output };
  }
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue);
  return { problem: key ? `${key}: ${issue.message}` : issue.message };
}
