import type * as v from "valibot";

/**
 * Says in words how a reply differs from its schema, after the first difference. It shows names of members and no value, which may
 * be a token.
 */
export function describeDifference(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const [index] = keys;
  const isListed = typeof index === "number";
  const owner = isListed ? `member ${index + 1} of the list` : "it";
  const field = (isListed ? keys.slice(1) : keys).join(".");
  if (issue.type === "check") {
    return issue.message;
  }
  const holder = issue.path?.at(-1)?.input;
  // An object's schema takes a list for an object that lacks everything.
  if (field !== "" && Array.isArray(holder)) {
    return `${owner} is a list instead of an object`;
  }
  if (field !== "" && issue.input === undefined) {
    return `${owner} has no ${field}`;
  }
  const subject = field === "" ? owner : isListed ? `${field} of ${owner}` : field;
  if (issue.kind === "validation") {
    return `${subject} is ${issue.input === "" ? "empty" : `not ${issue.message}`}`;
  }
  const expected = EXPECTED[issue.type];
  return `${subject} is ${kindOf(issue.input)}${expected ? ` instead of ${expected}` : ""}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  string: "a text",
  number: "a number",
  union: "a number",
};

const MAX_MEMBERS = 5;
const MAX_NAME = 40;

function kindOf(value: unknown): string {
  if (value === null || value === undefined) {
    return value === null ? "null" : "missing";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value !== "object") {
    return typeof value === "string" ? "a text" : `a ${typeof value}`;
  }
  const names = Object.keys(value).map((name) => name.slice(0, MAX_NAME));
  if (names.length === 0) {
    return "an object without members";
  }
  const more = names.length > MAX_MEMBERS ? ` and ${names.length - MAX_MEMBERS} more` : "";
  const plural = names.length > 1 ? "members" : "member";
  return `an object with the ${plural} ${names.slice(0, MAX_MEMBERS).join(", ")}${more}`;
}
