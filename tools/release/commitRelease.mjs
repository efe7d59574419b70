import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { mustRun } from "./mustRun.mjs";
import { changesOf, releaseChangelog } from "./releaseChangelog.mjs";

/** Without these, npm would look after the workspaces as well, and make a commit of its own. */
const VERSION_ONLY = ["--no-git-tag-version", "--workspaces-update=false", "--allow-same-version", "--ignore-scripts"];

/**
 * Makes the release's commit and its annotated tag in a clone. The repository itself does not change.
 *
 * @param {{ repository: string, clone: string, version: string, date: string }} release
 */
export async function commitRelease({ repository, clone, version, date }) {
  const git = (...args) => mustRun("git", args, clone);
  await mustRun("git", ["clone", "--quiet", "--no-hardlinks", "--branch", "main", repository, clone], repository);
  for (const setting of ["user.name", "user.email"]) {
    const { stdout } = await run("git", ["config", setting], { cwd: repository });
    if (stdout.trim() !== "") {
      await git("config", setting, stdout.trim());
    }
  }
  if (!existsSync(join(clone, "node_modules"))) {
    symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"), "junction");
    appendFileSync(join(clone, ".git/info/exclude"), "/node_modules\n");
  }
  await mustRun("npm", ["version", version, ...VERSION_ONLY], clone);
  const changelog = join(clone, "CHANGELOG.md");
  writeFileSync(changelog, releaseChangelog(readFileSync(changelog, "utf8"), version, date));
  await git("commit", "--quiet", "--all", "--message", `Version ${version}`);
  const message = `Version ${version}\n\n${changesOf(readFileSync(changelog, "utf8"), version)}`;
  await git("tag", "--annotate", "--cleanup=whitespace", `v${version}`, "--message", message);
}
