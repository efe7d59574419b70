import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./isAlive.mjs";

/**
 * The locks on the states of a file backend: of running engines, and of engines that were killed.
 *
 * @param {string} stateFolder
 * @returns {{ pid: number, alive: boolean }[]}
 */
export function stateLocks(stateFolder) {
  const folder = join(stateFolder, ".pulumi/locks");
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".json"))
    .map((name) => pidOf(join(folder, name)))
    .map((pid) => ({ pid, alive: isAlive(pid) }));
}

/** The process id in a lock file; 0 if the engine was killed while it wrote the file. */
function pidOf(file) {
  try {
    return Number(JSON.parse(readFileSync(file, "utf8")).pid);
  } catch {
    return 0;
  }
}
