import type { CheckFailure } from "../resources/resource";

/**
 * A check failure as the engine may show it. The engine prints the value of the property that a failure names, so a failure
 * about a secret or an archive names none.
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
  return { property: "", reason: property === "" ? text : `${property}: ${text}` };
}
