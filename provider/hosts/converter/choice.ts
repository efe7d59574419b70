import { groupBy } from "../../groupBy";

/** What is taken of one collection, and what is left out of it. */
export interface Choice<T> {
  readonly chosen: readonly T[];
  /** Labels of what is left out, by reason. A reason follows "3 that …". */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}

interface Labelled {
  readonly id: string;
  readonly name: string;
}

const MAX_LABELS = 20;
export const NO_MATCH = "that no --name matches";
export const IN_STACK = "that the stack has already";
/** These reasons need no list: the user has named what is left out. */
const WITHOUT_LABELS: ReadonlySet<string> = new Set([NO_MATCH, IN_STACK]);

/** @param reasonOf why a member is left out; undefined if it is taken */
export function choose<T extends Labelled>(
  members: readonly T[],
  reasonOf: (member: T) => string | undefined,
): Choice<T> {
  const groups = groupBy(members, reasonOf);
  const leftOut = new Map<string, readonly string[]>();
  for (const [reason, group] of groups) {
    if (reason !== undefined) {
      leftOut.set(
        reason,
        group.map(({ id, name }) => `${JSON.stringify(name)} (${id})`),
      );
    }
  }
  return { chosen: groups.get(undefined) ?? [], leftOut };
}

/** One line for the user: how many were found, chosen and left out, and why. */
export function describeChoice(what: string, { chosen, leftOut }: Choice<unknown>): string {
  const left = [...leftOut.values()].flat().length;
  const reasons = [...leftOut].map(([reason, labels]) => `${labels.length} ${reason}${listed(reason, labels)}`);
  const because = left === 0 ? "" : `: ${reasons.join("; ")}`;
  return `${what}: ${chosen.length + left} found, ${chosen.length} chosen; ${left} left out${because}`;
}

function listed(reason: string, labels: readonly string[]): string {
  if (WITHOUT_LABELS.has(reason)) {
    return "";
  }
  const more = labels.length > MAX_LABELS ? `, and ${labels.length - MAX_LABELS} more` : "";
  return `, ${labels.slice(0, MAX_LABELS).join(", ")}${more}`;
}
