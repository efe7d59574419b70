import { distance } from "fastest-levenshtein";

/** Something that has an id, and a name that may be empty. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const MAX_NAMES = 5;

/** Those whose name or id is most like the wanted text, the nearest first, as `"name" (id)`. */
export function nearNames(wanted: string, all: readonly Named[]): string[] {
  const target = wanted.toLowerCase();
  const distanceTo = (text: string) => {
    const other = text.toLowerCase();
    if (other === "") {
      return 1;
    }
    return other.includes(target) || target.includes(other)
      ? 0
      : distance(target, other) / Math.max(target.length, other.length);
  };
  return all
    .map((one) => ({ one, distance: Math.min(distanceTo(one.name), distanceTo(one.id)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NAMES)
    .map(({ one }) => (one.name === "" ? one.id : `${JSON.stringify(one.name)} (${one.id})`));
}

/**
 * A sentence that names the nearest ones, for the error about something that is missing. If they cannot be listed, the sentence
 * says why, and the first error stays the main one.
 */
export async function nearestSentence(wanted: string, list: () => Promise<readonly Named[]>): Promise<string> {
  try {
    const near = nearNames(wanted, await list());
    return near.length > 0 ? `The nearest there are: ${near.join(", ")}.` : "The tenant has none at all.";
  } catch (error) {
    return `The others cannot be shown: ${(error as Error).message}`;
  }
}
