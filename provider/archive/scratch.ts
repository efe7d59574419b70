import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Places on the disk for what would be too large for memory. */
export class Scratch {
  #folder: Promise<string> | undefined;
  #files = 0;

  /** The path of a file that can be written. */
  async file(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), "pulumi-sailpoint-"));
    return join(await this.#folder, String(this.#files++));
  }

  async dispose(): Promise<void> {
    if (this.#folder) {
      await rm(await this.#folder, { recursive: true, force: true });
    }
  }
}

/** Does work that needs places on the disk, and clears them away. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = new Scratch();
  try {
    return await work(scratch);
  } finally {
    await scratch.dispose();
  }
}
