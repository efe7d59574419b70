import { type CheckFailure, type Properties, UNKNOWN } from "./resource";

/** A refused value as messages show it. What is in an object or a list is not shown: it may be secret. */
export function describeValue(value: unknown): string {
  if (value === undefined) {
    return "nothing";
  }
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "a list" : "an object";
  }
  return JSON.stringify(value);
}

/** Requires a text that is not empty. A value that is not known yet passes. */
export function checkText(news: Properties, property: string, what = "a text that is not empty"): CheckFailure[] {
  const value = news[property];
  return value === UNKNOWN || (typeof value === "string" && value.trim() !== "")
    ? []
    : [{ property, reason: `must be ${what}, not ${describeValue(value)}` }];
}

/**
 * Requires an id. One with a slash, `.` or `..` would be another path of the API; a value that is not known yet passes.
 *
 * @param what the id, for messages: `the id of a customizer`
 */
export function checkId(news: Properties, property: string, what: string): CheckFailure[] {
  const value = news[property];
  return typeof value === "string" && (value.includes("/") || /^\s*\.{1,2}\s*$/.test(value))
    ? [
        {
          property,
          reason: `must be ${what}, which has no slash and is not "." or "..": ${describeValue(value)} is none`,
        },
      ]
    : checkText(news, property, what);
}

/** Requires true, false or nothing. */
export function checkFlag(news: Properties, property: string): CheckFailure[] {
  const value = news[property];
  return value === undefined || value === UNKNOWN || typeof value === "boolean"
    ? []
    : [{ property, reason: `must be true or false, not ${describeValue(value)}` }];
}

/** Whether every named input is a text that is known. */
export function areKnownTexts(news: Properties, ...properties: string[]): boolean {
  return properties.every((property) => typeof news[property] === "string");
}
