import type { IscClient } from "../client/iscClient";
import type { Customizer } from "../client/wireTypes";

/**
 * The customizers there are, by name, as one run knows them: one listing, shared by all who ask, and kept up with what this
 * run itself creates, renames and deletes.
 */
export class NameRegistry {
  readonly #client: IscClient;
  readonly #adopted = new Set<string>();
  /** What this run itself has made and removed: a tenant may list it late. */
  readonly #own = new Map<string, Customizer>();
  readonly #gone = new Set<string>();
  #listing: Promise<Listing> | undefined;

  constructor(client: IscClient) {
    this.#client = client;
  }

  async named(name: string): Promise<Customizer[]> {
    return (await this.#known()).named(name);
  }

  /** Whether a customizer of this id was there when this run looked, or is this run's own. */
  async has(id: string): Promise<boolean> {
    return (await this.#known()).has(id);
  }

  /** Whether this run took over a customizer that was there before. */
  adopted(id: string): boolean {
    return this.#adopted.has(id);
  }

  /** Keeps a customizer that this run has taken over. */
  adopt({ id }: Customizer): void {
    this.#adopted.add(id);
  }

  /** Keeps what this run has created or renamed. */
  async put(customizer: Customizer): Promise<void> {
    this.#own.set(customizer.id, customizer);
    (await this.#listing)?.put(customizer);
  }

  async forget(id: string): Promise<void> {
    this.#own.delete(id);
    this.#gone.add(id);
    // It is gone, whether or not the names can be listed.
    const listing = await this.#listing?.catch(() => undefined);
    listing?.remove(id);
  }

  /** Lists anew when it is asked next: it is not known any more what is there. */
  doubt(): void {
    this.#listing = undefined;
  }

  #known(): Promise<Listing> {
    this.#listing ??= this.#client.customizers().then(
      (all) => new Listing([...all.filter(({ id }) => !this.#gone.has(id)), ...this.#own.values()]),
      (error: unknown) => {
        this.#listing = undefined;
        throw error;
      },
    );
    return this.#listing;
  }
}

class Listing {
  readonly #byId = new Map<string, Customizer>();
  readonly #byName = new Map<string, Map<string, Customizer>>();

  constructor(all: readonly Customizer[]) {
    for (const customizer of all) {
      this.put(customizer);
    }
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  named(name: string): Customizer[] {
    return [...(this.#byName.get(name)?.values() ?? [])];
  }

  put(customizer: Customizer): void {
    this.remove(customizer.id);
    this.#byId.set(customizer.id, customizer);
    const sameName = this.#byName.get(customizer.name) ?? new Map<string, Customizer>();
    this.#byName.set(customizer.name, sameName.set(customizer.id, customizer));
  }

  remove(id: string): void {
    const known = this.#byId.get(id);
    if (known) {
      this.#byId.delete(id);
      this.#byName.get(known.name)?.delete(id);
    }
  }
}
