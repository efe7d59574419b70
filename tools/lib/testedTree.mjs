import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./engineVersion.mjs";
import { run } from "./run.mjs";

const MARK = ".cache/tested-tree";

/** Keeps in mind that all tests passed for the committed files; nothing is kept if others are there. */
export async function recordTested(folder = repository) {
  const tree = await cleanTree(folder);
  if (tree !== undefined) {
    mkdirSync(dirname(join(folder, MARK)), { recursive: true });
    writeFileSync(join(folder, MARK), tree);
  }
}

/** Whether all tests passed for the files as they are now. */
export async function isTested(folder = repository) {
  const tree = await cleanTree(folder);
  try {
    return tree !== undefined && readFileSync(join(folder, MARK), "utf8") === tree;
  } catch {
    return false;
  }
}

/** The id of the committed files; undefined if something is not committed. */
async function cleanTree(folder) {
  const status = await run("git", ["status", "--porcelain"], { cwd: folder });
  const tree = await run("git", ["rev-parse", "HEAD^{tree}"], { cwd: folder });
  return status.code === 0 && tree.code === 0 && status.stdout === "" ? tree.stdout.trim() : undefined;
}
