import { readFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import { run } from "../lib/run.mjs";
import { mustRun } from "./mustRun.mjs";
import { releaseChangelog } from "./releaseChangelog.mjs";

/**
 * Refuses what a release cannot start from: a version that is none or not the next one, a branch other than main, files that are
 * not committed, a tag that exists, an empty changelog.
 *
 * @param {string} folder the repository
 * @param {string} version
 * @throws Error that says what to do
 */
export async function checkRepository(folder, version) {
  const git = async (...args) => (await mustRun("git", args, folder)).trim();
  if (semver.valid(version) !== version) {
    throw new Error(`"${version}" is no version. Give one such as 1.2.3 or 1.3.0-beta.1.`);
  }
  const { version: current } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (semver.lt(version, current)) {
    throw new Error(`package.json has version ${current} already. Give a later one than that.`);
  }
  const branch = await git("branch", "--show-current");
  if (branch !== "main") {
    throw new Error(`A release is made on main, and this is ${branch || "no branch"}. Run \`git switch main\` first.`);
  }
  const changed = await git("status", "--porcelain");
  if (changed !== "") {
    throw new Error(`Some files are not committed. Commit them, or put them away:\n${changed}`);
  }
  const tag = await run("git", ["rev-parse", "--quiet", "--verify", `refs/tags/v${version}`], { cwd: folder });
  if (tag.code === 0) {
    throw new Error(`The tag v${version} exists. Give a later version.`);
  }
  releaseChangelog(readFileSync(join(folder, "CHANGELOG.md"), "utf8"), version, "");
}
