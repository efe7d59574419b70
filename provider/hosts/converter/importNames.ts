import { createHash } from "node:crypto";
import anyAscii from "any-ascii";
import { groupBy } from "../../groupBy";
import { parseCreated } from "../../resources/readAfterWrite/parseCreated";

/** Something of the tenant that gets a logical name. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
  /** The time of creation, as the tenant writes it, if the tenant shows it. */
  readonly created?: string;
}

const ID_LENGTH = 13;
const MAX_LENGTH = 50;
/** Words that YAML or Pulumi's YAML reads as something else than a name. */
const RESERVED: ReadonlySet<string> = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "pulumi"]);

/**
 * Logical names made of SailPoint's names: lower-case letters, digits and dashes, valid in every language of Pulumi. If several would
 * get the same name, the oldest keeps it, and each of the others gets the beginning of its id as well. If the oldest is not known,
 * each gets the beginning of its id. The order of the tenant's listing does not matter.
 *
 * @param members all of their kind in the tenant: a selection would change the names
 * @param suffix the end of every name
 * @param taken names that others have
 * @returns the logical names by id
 */
export function importNames(
  members: readonly Nameable[],
  suffix = "",
  taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const keepers = new Set<string>();
  for (const [base, group] of groupBy(members, ({ name }) => baseName(name, suffix))) {
    const keeper = taken.has(base) ? undefined : oldest(group);
    for (const member of group) {
      names.set(member.id, member === keeper ? base : `${base}-${beginningOf(member.id)}`);
    }
    keepers.add(keeper?.id ?? "");
  }
  const counts = new Map<string, number>();
  for (const name of [...names.values(), ...taken]) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isUnique = (id: string, name: string) => keepers.has(id) || counts.get(name) === 1;
  return new Map([...names].map(([id, name]) => [id, isUnique(id, name) ? name : `${name}-${hashOf(id)}`]));
}

function oldest(group: readonly Nameable[]): Nameable | undefined {
  const times = group.map(({ created }) => parseCreated(created ?? ""));
  const first = Math.min(...times);
  const [only, ...others] = group.filter((_, index) => times[index] === first);
  return group.length === 1 ? group[0] : others.length === 0 ? only : undefined;
}

function baseName(name: string, suffix: string): string {
  const plain = plainText(name).slice(0, MAX_LENGTH).replace(/-$/, "");
  const base = `${plain || "unnamed"}${suffix}`;
  return /^[a-z]/.test(base) && !RESERVED.has(base) ? base : `n-${base}`;
}

/** Letters of every script become Latin ones. */
function plainText(text: string): string {
  return (
    anyAscii(text)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join("-");
}

function beginningOf(id: string): string {
  return plainText(id).slice(0, ID_LENGTH).replace(/-$/, "");
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 8);
}
