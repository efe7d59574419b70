import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The engine's file backend keeps an `.attrs` file beside each state file and does not write it atomically. One that was
 * being written when the engine was killed is empty, and then the engine reads neither ("failed to load checkpoint: EOF").
 * It holds nothing that is needed: the state file itself is whole.
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
