/** Something of the tenant that gets a logical name. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
}

/**
 * Logical names made of SailPoint's names: lower-case letters, digits and dashes. If several would get the same name, each gets
 * the beginning of its id as well. The order of the tenant's listing does not matter.
 *
 * @param suffix the end of every name
 * @returns the logical names by id
 */
export function importNames(members: readonly Nameable[], suffix = ""): ReadonlyMap<string, string> {
  const plain = new Map(members.map(({ id, name }) => [id, `${plainName(name)}${suffix}`]));
  const counts = new Map<string, number>();
  for (const name of plain.values()) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(
    [...plain].map(([id, name]) => [
      id,
      counts.get(name) === 1 ? name : `${name}-${plainName(id).slice(0, ID_LENGTH)}`,
    ]),
  );
}

const ID_LENGTH = 13;

/** A name that every language of Pulumi takes. It begins with a letter. */
function plainName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const joined = (words ?? ["unnamed"]).join("-");
  return /^[a-z]/.test(joined) ? joined : `n-${joined}`;
}
