import { nearNames } from "./nearNames";

/** What is looked for. */
export type Wanted = { readonly id: string } | { readonly name: string };

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Finds exactly one.
 *
 * @throws Error where there is none, with the nearest there are; or several, with their ids
 */
export async function findOne<T extends Named>(
  wanted: Wanted,
  kind: string,
  from: { byId(id: string): Promise<T | undefined>; all(): Promise<readonly T[]> },
): Promise<T> {
  if ("id" in wanted) {
    return (await from.byId(wanted.id)) ?? none(kind, `of the id ${wanted.id}`, wanted.id, await from.all());
  }
  const all = await from.all();
  const [only, ...others] = all.filter(({ name }) => name === wanted.name);
  if (!only) {
    return none(kind, `named ${JSON.stringify(wanted.name)}`, wanted.name, all);
  }
  if (others.length > 0) {
    const ids = [only, ...others].map(({ id }) => id).join(", ");
    throw new Error(`There are several ${kind}s named ${JSON.stringify(wanted.name)}: ${ids}. Look one up by its id.`);
  }
  return only;
}

function none(kind: string, which: string, text: string, all: readonly Named[]): never {
  const near = nearNames(text, all);
  const there = near.length > 0 ? `The nearest there are: ${near.join(", ")}.` : "The tenant has none at all.";
  throw new Error(`There is no ${kind} ${which}. ${there}`);
}
