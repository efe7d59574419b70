import type { CheckFailure } from "../resources/resource";

/** A refused number or flag. It is too short to be found in a text. */
const SHORT_VALUE = /, not (-?\d[\d.e+-]*|true|false)$/;

/**
 * A check failure as the engine may show it. The engine prints the value of the property that a failure names, with what is secret
 * in it, so a failure about a secret, an archive, a list or an object names none.
 */
export function shownFailure(
  { property, reason }: CheckFailure,
  hideValue: boolean,
  redact: (text: string) => string,
): CheckFailure {
  const text = redact(reason);
  if (!hideValue) {
    return { property, reason: text };
  }
  const shown = text.replace(SHORT_VALUE, "");
  return { property: "", reason: property === "" ? shown : `${property}: ${shown}` };
}
