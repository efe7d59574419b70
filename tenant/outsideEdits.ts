import { createHash } from "node:crypto";
import { archiveEntries } from "./archiveEntries";
import type { RawRecord, StoredCustomizer, StoredInstance, StoredSource, StoredVersion } from "./records";
import type { Store } from "./store";
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

  /**
   * Adds a customizer that the API serves exactly as given, for example with `created: null` or without a name.
   *
   * @throws Error if the tenant has a customizer of the record's id
   */
  addRaw(record: Readonly<RawRecord>): StoredCustomizer {
    return this.#store.addRaw(record);
  }

  /**
   * Adds a connector instance and its source.
   *
   * @param id default: a random UUID
   * @param source.sourceId default: 32 random hex digits
   * @param source.sourceName default: the instance's name
   * @throws Error if the tenant has a source of this id
   */
  addInstance(name: string, id?: string, source: { sourceId?: string; sourceName?: string } = {}): StoredInstance {
    const { sourceId, sourceName = name } = source;
    if (sourceId !== undefined && this.#store.source(sourceId)) {
      throw new Error(`The tenant already has a source ${sourceId}`);
    }
    const instance = this.#store.addInstance(name, id);
    this.#store.addSource({
      name: sourceName,
      connectorInstanceId: instance.id,
      ...(sourceId === undefined ? {} : { id: sourceId }),
    });
    return instance;
  }

  /**
   * Adds a connector instance that the API serves exactly as given. It has no source.
   *
   * @throws Error if the tenant has an instance of the record's id
   */
  addRawInstance(record: Readonly<RawRecord>): StoredInstance {
    return this.#store.addRawInstance(record);
  }

  /**
   * Adds a source. Without `connectorInstanceId`, its connector is not built on SaaS Connectivity.
   *
   * @throws Error if the tenant has a source of this id
   */
  addSource(name: string, more: { id?: string; connectorInstanceId?: string } = {}): StoredSource {
    return this.#store.addSource({ name, ...more });
  }

  #customizer(id: string): StoredCustomizer {
    const customizer = this.#store.customizer(id);
    if (!customizer) {
      throw new Error(`The tenant has no connector customizer ${id}`);
    }
    return customizer;
  }
}
