import { randomBytes, randomUUID } from "node:crypto";
import type { ArchiveEntry } from "./archiveEntries";

export interface StoredVersion {
  readonly version: number;
  readonly imageId: string;
  readonly created: string;
  readonly size: number;
  /** SHA-256 of the upload's bytes, in hex. */
  readonly sha256: string;
  readonly entries: readonly ArchiveEntry[];
}

export interface StoredCustomizer {
  readonly id: string;
  readonly created: string;
  name: string;
  readonly versions: StoredVersion[];
}

export interface StoredInstance {
  readonly id: string;
  readonly name: string;
  connectorCustomizerId?: string;
}

/** The content of the tenant's data file. */
export interface TenantState {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly customizers: StoredCustomizer[];
  readonly instances: StoredInstance[];
}

/** The tenant's records in memory: customizers in order of creation, and connector instances. It knows no HTTP. */
export class Store {
  readonly #customizers = new Map<string, StoredCustomizer>();
  readonly #instances = new Map<string, StoredInstance>();
  readonly #archives = new Map<string, Buffer>();
  readonly #changed: () => void;

  constructor(state: Pick<TenantState, "customizers" | "instances">, changed: () => void) {
    this.#changed = changed;
    for (const customizer of state.customizers) {
      this.#customizers.set(customizer.id, customizer);
    }
    for (const instance of state.instances) {
      this.#instances.set(instance.id, instance);
    }
  }

  get customizers(): StoredCustomizer[] {
    return [...this.#customizers.values()];
  }

  get instances(): StoredInstance[] {
    return [...this.#instances.values()];
  }

  customizer(id: string): StoredCustomizer | undefined {
    return this.#customizers.get(id);
  }

  instance(id: string): StoredInstance | undefined {
    return this.#instances.get(id);
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

  rename(customizer: StoredCustomizer, name: string): void {
    customizer.name = name;
    this.#changed();
  }

  /** Removes a customizer and its versions. Links to it are removed as well, or keep its id if `unlinks` is false. */
  remove(customizer: StoredCustomizer, unlinks: boolean): void {
    this.#customizers.delete(customizer.id);
    for (const { imageId } of customizer.versions) {
      this.#archives.delete(imageId);
    }
    for (const instance of unlinks ? this.linkedTo(customizer.id) : []) {
      delete instance.connectorCustomizerId;
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

  link(instance: StoredInstance, customizerId: string | undefined): void {
    if (customizerId === undefined) {
      delete instance.connectorCustomizerId;
    } else {
      instance.connectorCustomizerId = customizerId;
    }
    this.#changed();
  }

  linkedTo(customizerId: string): StoredInstance[] {
    return this.instances.filter((instance) => instance.connectorCustomizerId === customizerId);
  }
}
