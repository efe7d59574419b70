import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../tools/lib/engineVersion.mjs";
import { withLock } from "../../tools/lib/lock.mjs";

const run = promisify(execFile);

/**
 * The executable of a version of Node.js, such as "18.20.8". npm's package for this platform has it; it is kept for later runs.
 *
 * @throws Error with what npm says if it cannot be had
 */
export async function nodeBinary(version: string): Promise<string> {
  const binary = join(cacheFolder(), "node", `${version}-${process.platform}-${process.arch}`, "node");
  if (!existsSync(binary)) {
    await withLock(`${dirname(binary)}.lock`, {
      onWait: () => {},
      work: () => (existsSync(binary) ? Promise.resolve() : fetchNode(version, binary)),
    });
  }
  return binary;
}

async function fetchNode(version: string, binary: string): Promise<void> {
  await mkdir(dirname(binary), { recursive: true });
  // On the disk of the cache: a rename is complete or does not happen.
  const scratch = await mkdtemp(`${dirname(binary)}.`);
  try {
    const name = `node-${process.platform}-${process.arch}`;
    const args = ["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", scratch];
    await run("npm", [...args, `${name}@${version}`], { cwd: scratch });
    await rename(join(scratch, "node_modules", name, "bin/node"), binary);
  } catch (error) {
    throw new Error(`Node.js ${version} cannot be fetched with npm: ${(error as Error).message}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
