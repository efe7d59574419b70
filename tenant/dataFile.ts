import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import writeFileAtomic from "write-file-atomic";
import type { TenantState } from "./store";

const entry = v.object({ path: v.string(), size: v.number(), sha256: v.string() });
const version = v.object({
  version: v.number(),
  imageId: v.string(),
  created: v.string(),
  size: v.number(),
  sha256: v.string(),
  entries: v.array(entry),
});
const stateSchema = v.object({
  tenantId: v.string(),
  clientId: v.string(),
  clientSecret: v.string(),
  customizers: v.array(v.object({ id: v.string(), name: v.string(), created: v.string(), versions: v.array(version) })),
  instances: v.array(
    v.object({ id: v.string(), name: v.string(), connectorCustomizerId: v.exactOptional(v.string()) }),
  ),
});

/**
 * Reads a data file; undefined where there is none yet.
 *
 * @throws Error naming the file where it is not one of this tenant's; it is left as it is
 */
export function readDataFile(path: string): TenantState | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    return v.parse(stateSchema, JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(
      `${path} is not a tenant's data file (${(error as Error).message}). Move it away or name another one.`,
    );
  }
}

/** Writes a state whole or not at all, the newest one last; changes that come while one is written share the next write. */
export class DataFileWriter {
  readonly #path: string;
  readonly #state: () => TenantState;
  #writing: Promise<void> | undefined;
  #again = false;

  constructor(path: string, state: () => TenantState) {
    this.#path = path;
    this.#state = state;
  }

  changed(): void {
    this.#again = true;
    if (!this.#writing) {
      this.#writing = this.#write().finally(() => {
        this.#writing = undefined;
      });
      // Who waits for it is told of a failure; nobody may be waiting.
      this.#writing.catch(() => {});
    }
  }

  /**
   * Waits until what was changed is on the disk.
   *
   * @throws Error naming the file where it cannot be written; the next change tries again
   */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    await Promise.resolve();
    while (this.#again) {
      this.#again = false;
      try {
        await writeFileAtomic(this.#path, `${JSON.stringify(this.#state(), undefined, 2)}\n`, { mode: 0o600 });
      } catch (error) {
        throw new Error(`the data file ${this.#path} cannot be written: ${(error as Error).message}`);
      }
    }
  }
}
