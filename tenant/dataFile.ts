import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import writeFileAtomic from "write-file-atomic";
import type { TenantState } from "./records";

const entry = v.object({ path: v.string(), size: v.number(), sha256: v.string() });
const version = v.object({
  version: v.number(),
  imageId: v.string(),
  created: v.string(),
  size: v.number(),
  sha256: v.string(),
  entries: v.array(entry),
});
const raw = v.record(v.string(), v.unknown());
const stateSchema = v.object({
  tenantId: v.string(),
  clientId: v.string(),
  clientSecret: v.string(),
  customizers: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      created: v.string(),
      versions: v.array(version),
      raw: v.exactOptional(raw),
    }),
  ),
  instances: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      connectorCustomizerId: v.exactOptional(v.string()),
      raw: v.exactOptional(raw),
    }),
  ),
  sources: v.exactOptional(
    v.array(v.object({ id: v.string(), name: v.string(), connectorInstanceId: v.exactOptional(v.string()) })),
  ),
});

/** The content of a data file. Files of older versions have no sources. */
export type SavedState = v.InferOutput<typeof stateSchema>;

/**
 * Reads a data file. Returns undefined if it does not exist.
 *
 * @throws Error with the file's path if it is not a tenant's data file. The file stays unchanged.
 */
export function readDataFile(path: string): SavedState | undefined {
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

/** Writes the state to the data file, atomically. Changes that come during a write share the next write. */
export class DataFileWriter {
  readonly #path: string;
  readonly #state: () => TenantState;
  #writing: Promise<void> | undefined;
  #unwritten = false;

  constructor(path: string, state: () => TenantState) {
    this.#path = path;
    this.#state = state;
  }

  /** Starts a write, or marks the running one as outdated. */
  changed(): void {
    this.#unwritten = true;
    if (!this.#writing) {
      this.#writing = this.#write();
      // flush() reports a failure. Without a caller of flush(), it must not be an unhandled rejection.
      this.#writing.catch(() => {});
    }
  }

  /**
   * Resolves when every change up to now is on the disk.
   *
   * @throws Error with the file's path if it cannot be written. The next change starts another write.
   */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.#unwritten) {
        this.#unwritten = false;
        await writeFileAtomic(this.#path, `${JSON.stringify(this.#state(), undefined, 2)}\n`, { mode: 0o600 });
      }
    } catch (error) {
      throw new Error(`the data file ${this.#path} cannot be written: ${(error as Error).message}`);
    } finally {
      // In the same tick as the loop's last check: a change after it must start a new write.
      this.#writing = undefined;
    }
  }
}
