import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Removes empty `.attrs` files from a file backend's state. The engine keeps one beside each state file and does not write it
 * atomically: if the engine is killed during the write, the file is empty, and the next run fails with "failed to load
 * checkpoint: EOF". Nothing is lost: the state file itself is complete.
 *
 * @param {string} stateFolder
 */
export function dropEmptyAttributes(stateFolder) {
  if (!existsSync(stateFolder)) {
    return;
  }
  for (const name of readdirSync(stateFolder, { recursive: true })) {
    const path = join(stateFolder, String(name));
    if (path.endsWith(".attrs") && statSync(path).size === 0) {
      rmSync(path);
    }
  }
}
