import * as v from "valibot";

/** What is wrong with a reply, in words, without anything of what it holds: that may be a token. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? "it";
  return issue.expected === null
    ? `${where}: ${issue.message}`
    : `${where} should be ${issue.expected}, and is ${kindOf(issue.input)}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  if (value === null || value === "") {
    return value === null ? "null" : "empty";
  }
  return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
