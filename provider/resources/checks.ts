import { type CheckFailure, type Properties, UNKNOWN } from "./resource";

/** How a wrong value is shown. */
export function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** A text that must be there; one that is not known yet passes. */
export function checkText(news: Properties, property: string, what = "a text that is not empty"): CheckFailure[] {
  const value = news[property];
  return value === UNKNOWN || (typeof value === "string" && value.trim() !== "")
    ? []
    : [{ property, reason: `must be ${what}, not ${shown(value)}` }];
}

/** true, false or nothing. */
export function checkFlag(news: Properties, property: string): CheckFailure[] {
  const value = news[property];
  return value === undefined || value === UNKNOWN || typeof value === "boolean"
    ? []
    : [{ property, reason: `must be true or false, not ${shown(value)}` }];
}
