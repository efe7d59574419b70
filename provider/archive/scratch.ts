import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Temporary files, for content that is too large for memory. The folder is made with the first file. */
export class Scratch {
  #folder: Promise<string> | undefined;
  #files = 0;

  /** The path of a new file. The caller creates it. */
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

/** Runs work that needs temporary files, and removes them afterwards. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = new Scratch();
  try {
    return await work(scratch);
  } finally {
    await scratch.dispose();
  }
}
