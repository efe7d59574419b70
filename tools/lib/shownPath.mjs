import { homedir } from "node:os";
import { sep } from "node:path";

/** A path as a shell takes it: the home folder as `~`. */
export function shownPath(path) {
  const home = `${homedir()}${sep}`;
  return path.startsWith(home) ? `~${sep}${path.slice(home.length)}` : path;
}
