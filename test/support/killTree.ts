import { execFileSync } from "node:child_process";

/** The process and all below it: the engine puts its plugins in process groups of their own. */
export function treeOf(root: number): number[] {
  const lines = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [root];
  for (const parent of tree) {
    tree.push(...pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid ?? 0));
  }
  return tree;
}

/** Ends a process and everything that it has started, with no chance to clean up. */
export function killTree(root: number): void {
  for (const pid of treeOf(root)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
