import { randomBytes, randomUUID } from "node:crypto";
import type { RawRecord, StoredCustomizer, StoredInstance, StoredSource, StoredVersion, TenantState } from "./records";

/** The tenant's records in memory: customizers in order of creation, connector instances and sources. It knows no HTTP. */
export class Store {
  readonly #customizers = new Map<string, StoredCustomizer>();
  readonly #instances = new Map<string, StoredInstance>();
  readonly #sources = new Map<string, StoredSource>();
  readonly #archives = new Map<string, Buffer>();
  readonly #changed: () => void;

  constructor(state: Pick<TenantState, "customizers" | "instances" | "sources">, changed: () => void) {
    this.#changed = changed;
    for (const customizer of state.customizers) {
      this.#customizers.set(customizer.id, customizer);
    }
    for (const instance of state.instances) {
      this.#instances.set(instance.id, instance);
    }
    for (const source of state.sources) {
      this.#sources.set(source.id, source);
    }
  }

  get customizers(): StoredCustomizer[] {
    return [...this.#customizers.values()];
  }

  get instances(): StoredInstance[] {
    return [...this.#instances.values()];
  }

  get sources(): StoredSource[] {
    return [...this.#sources.values()];
  }

  customizer(id: string): StoredCustomizer | undefined {
    return this.#customizers.get(id);
  }

  instance(id: string): StoredInstance | undefined {
    return this.#instances.get(id);
  }

  source(id: string): StoredSource | undefined {
    return this.#sources.get(id);
  }

  archive(imageId: string): Buffer | undefined {
    return this.#archives.get(imageId);
  }

  create(name: string): StoredCustomizer {
    const customizer = { id: randomUUID(), name, created: new Date().toISOString(), versions: [] };
    this.#customizers.set(customizer.id, customizer);
    this.#changed();
    return customizer;
  }

  /** @throws Error if the tenant has a customizer of the record's id */
  addRaw(record: RawRecord): StoredCustomizer {
    const created = record["created"];
    const customizer = {
      id: this.#newId(record, this.#customizers),
      name: textOf(record["name"]) ?? "",
      created: typeof created === "string" && Date.parse(created) <= Date.now() ? created : new Date().toISOString(),
      versions: [],
      raw: structuredClone(record),
    };
    this.#customizers.set(customizer.id, customizer);
    this.#changed();
    return customizer;
  }

  rename(customizer: StoredCustomizer, name: string): void {
    customizer.name = name;
    change(customizer.raw, { name });
    this.#changed();
  }

  /** Removes a customizer and its versions. Links to it are removed as well, or keep its id if `unlinks` is false. */
  remove(customizer: StoredCustomizer, unlinks: boolean): void {
    this.#customizers.delete(customizer.id);
    for (const { imageId } of customizer.versions) {
      this.#archives.delete(imageId);
    }
    for (const instance of unlinks ? this.linkedTo(customizer.id) : []) {
      this.link(instance, undefined);
    }
    this.#changed();
  }

  addVersion(
    customizer: StoredCustomizer,
    bytes: Buffer,
    about: Pick<StoredVersion, "sha256" | "entries">,
  ): StoredVersion {
    const version = {
      ...about,
      version: customizer.versions.length + 1,
      imageId: randomBytes(16).toString("hex"),
      created: new Date().toISOString(),
      size: bytes.length,
    };
    customizer.versions.push(version);
    change(customizer.raw, { imageVersion: version.version, imageID: version.imageId });
    this.#archives.set(version.imageId, bytes);
    this.#changed();
    return version;
  }

  addInstance(name: string, id: string = randomUUID()): StoredInstance {
    const instance = { id, name };
    this.#instances.set(id, instance);
    this.#changed();
    return instance;
  }

  /** @throws Error if the tenant has an instance of the record's id */
  addRawInstance(record: RawRecord): StoredInstance {
    const connectorCustomizerId = textOf(record["connectorCustomizerId"]);
    const instance = {
      id: this.#newId(record, this.#instances),
      name: textOf(record["name"]) ?? "",
      ...(connectorCustomizerId === undefined ? {} : { connectorCustomizerId }),
      raw: structuredClone(record),
    };
    this.#instances.set(instance.id, instance);
    this.#changed();
    return instance;
  }

  /** @throws Error if the tenant has a source of this id */
  addSource({
    id = randomBytes(16).toString("hex"),
    ...rest
  }: Omit<StoredSource, "id"> & { id?: string }): StoredSource {
    const source = { id: this.#newId({ id }, this.#sources), ...rest };
    this.#sources.set(source.id, source);
    this.#changed();
    return source;
  }

  link(instance: StoredInstance, customizerId: string | undefined): void {
    if (customizerId === undefined) {
      delete instance.connectorCustomizerId;
      delete instance.raw?.["connectorCustomizerId"];
    } else {
      instance.connectorCustomizerId = customizerId;
      change(instance.raw, { connectorCustomizerId: customizerId });
    }
    this.#changed();
  }

  linkedTo(customizerId: string): StoredInstance[] {
    return this.instances.filter((instance) => instance.connectorCustomizerId === customizerId);
  }

  #newId(record: RawRecord, taken: ReadonlyMap<string, unknown>): string {
    const id = textOf(record["id"]) ?? randomUUID();
    if (taken.has(id)) {
      throw new Error(`The tenant already has a record with the id ${id}`);
    }
    return id;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function change(raw: RawRecord | undefined, changes: RawRecord): void {
  if (raw) {
    Object.assign(raw, changes);
  }
}
