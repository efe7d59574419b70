import { distance } from "fastest-levenshtein";

const MOST = 5;

/** The things whose name or id is most like what was asked for, the nearest first, as `name (id)`. */
export function nearNames(wanted: string, there: readonly { readonly id: string; readonly name: string }[]): string[] {
  const target = wanted.toLowerCase();
  const farness = (text: string) => {
    const other = text.toLowerCase();
    return other.includes(target) || target.includes(other)
      ? 0
      : distance(target, other) / Math.max(target.length, other.length, 1);
  };
  return there
    .map((one) => ({ one, far: Math.min(farness(one.name), farness(one.id)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ one }) => `${JSON.stringify(one.name)} (${one.id})`);
}
