import { createHash } from "node:crypto";
import { archiveEntries } from "./archiveEntries";
import type { Store, StoredCustomizer, StoredInstance, StoredVersion } from "./store";
import type { Switches } from "./switches";

/** Changes from outside the program under test, as if somebody made them in SailPoint's user interface. */
export class OutsideEdits {
  readonly #store: Store;
  readonly #switches: Switches;

  constructor(store: Store, switches: Switches) {
    this.#store = store;
    this.#switches = switches;
  }

  create(name: string): StoredCustomizer {
    return this.#store.create(name);
  }

  rename(id: string, name: string): void {
    this.#store.rename(this.#customizer(id), name);
  }

  remove(id: string): void {
    this.#store.remove(this.#customizer(id), this.#switches.deleteUnlinks);
  }

  async upload(id: string, bytes: Buffer): Promise<StoredVersion> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return this.#store.addVersion(this.#customizer(id), bytes, { sha256, entries: await archiveEntries(bytes) });
  }

  /** Links an instance to a customizer, or unlinks it if `customizerId` is null. */
  link(instanceId: string, customizerId: string | null): void {
    const instance = this.#store.instance(instanceId);
    if (!instance) {
      throw new Error(`The tenant has no connector instance ${instanceId}`);
    }
    this.#store.link(instance, customizerId ?? undefined);
  }

  addInstance(name: string, id?: string): StoredInstance {
    return this.#store.addInstance(name, id);
  }

  #customizer(id: string): StoredCustomizer {
    const customizer = this.#store.customizer(id);
    if (!customizer) {
      throw new Error(`The tenant has no connector customizer ${id}`);
    }
    return customizer;
  }
}
