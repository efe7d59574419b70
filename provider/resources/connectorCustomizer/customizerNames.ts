import type { IscClient } from "../../client/iscClient";
import type { Customizer } from "../../client/wireTypes";

/**
 * The customizers of the tenant by name: one listing per run, plus what this run itself creates, renames and deletes. The
 * tenant may list such changes late, so they win over the listing.
 */
export class CustomizerNames {
  readonly #client: Pick<IscClient, "customizers">;
  readonly #written = new Map<string, Customizer>();
  readonly #deleted = new Set<string>();
  readonly #uncertain = new Set<string>();
  #listing: Promise<ReadonlyMap<string, readonly Customizer[]>> | undefined;

  constructor(client: Pick<IscClient, "customizers">) {
    this.#client = client;
  }

  /** The customizers that have a name. Lists anew if an earlier create of this name got no clear answer. */
  async named(name: string): Promise<Customizer[]> {
    if (this.#uncertain.has(name)) {
      const names = byName(await this.#client.customizers());
      this.#listing = Promise.resolve(names);
      this.#uncertain.delete(name);
    }
    const listed = (await this.#listed()).get(name) ?? [];
    const unchanged = listed.filter(({ id }) => !this.#deleted.has(id) && !this.#written.has(id));
    return [...unchanged, ...[...this.#written.values()].filter((written) => written.name === name)];
  }

  /** The ids that cannot be a customizer of this name created from now on: those that have or had the name, or are deleted. */
  async idsBefore(name: string): Promise<ReadonlySet<string>> {
    const listed = (await this.#listed()).get(name) ?? [];
    return new Set([...[...listed, ...(await this.named(name))].map(({ id }) => id), ...this.#deleted]);
  }

  /** Notes a customizer as the tenant has just shown it, or as this run has created or renamed it. */
  put(customizer: Customizer): void {
    this.#deleted.delete(customizer.id);
    this.#written.set(customizer.id, customizer);
  }

  /** Notes that a customizer is gone. */
  remove(id: string): void {
    this.#written.delete(id);
    this.#deleted.add(id);
  }

  /** Notes a name whose create got no clear answer: a customizer of this name may exist. */
  markUncertain(name: string): void {
    this.#uncertain.add(name);
  }

  #listed(): Promise<ReadonlyMap<string, readonly Customizer[]>> {
    this.#listing ??= this.#client.customizers().then(byName, (error: unknown) => {
      this.#listing = undefined;
      throw error;
    });
    return this.#listing;
  }
}

function byName(all: readonly Customizer[]): ReadonlyMap<string, readonly Customizer[]> {
  const names = new Map<string, Customizer[]>();
  for (const customizer of all) {
    const same = names.get(customizer.name);
    if (same) {
      same.push(customizer);
    } else {
      names.set(customizer.name, [customizer]);
    }
  }
  return names;
}
