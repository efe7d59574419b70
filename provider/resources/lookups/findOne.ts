import { type Named, nearestSentence } from "./nearNames";

/** What a lookup goes by. */
export type Wanted = { readonly id: string } | { readonly name: string };

/** Where a lookup finds its candidates. */
export interface Candidates<T> {
  byId(id: string): Promise<T | undefined>;
  /** Those of a name. Others may be among them. Default: all. */
  byName?(name: string): Promise<readonly T[]>;
  all(): Promise<readonly T[]>;
  /** All, for the message if `byId` has found none. */
  allForMessage(): Promise<readonly T[]>;
  /** Advice if there is none of an id. */
  adviceForId?(id: string): string | undefined;
  /** Advice if there is none of a name. */
  readonly adviceForName?: string;
}

/**
 * Finds exactly one.
 *
 * @param kind for messages: `connector customizer`
 * @throws Error if there is none, with the nearest ones; or if there are several, with their ids
 */
export async function findOne<T extends Named>(wanted: Wanted, kind: string, from: Candidates<T>): Promise<T> {
  if ("id" in wanted) {
    const { id } = wanted;
    const found = await from.byId(id);
    if (found) {
      return found;
    }
    const sentences = [await nearestSentence(id, () => from.allForMessage()), from.adviceForId?.(id)]
      .filter(Boolean)
      .join(" ");
    throw new Error(`There is no ${kind} of the id ${id}. ${sentences}`);
  }
  const { name } = wanted;
  const candidates = await (from.byName ? from.byName(name) : from.all());
  const [only, ...others] = candidates.filter((candidate) => candidate.name === name);
  if (!only) {
    const nearest = await nearestSentence(name, from.byName ? () => from.all() : async () => candidates);
    const sentences = [nearest, from.adviceForName].filter(Boolean).join(" ");
    throw new Error(`There is no ${kind} named ${JSON.stringify(name)}. ${sentences}`);
  }
  if (others.length > 0) {
    const ids = [only, ...others].map(({ id }) => id).join(", ");
    throw new Error(`There are several ${kind}s named ${JSON.stringify(name)}: ${ids}. Look one up by its id.`);
  }
  return only;
}
