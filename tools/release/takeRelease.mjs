import { run } from "../lib/run.mjs";
import { mustRun } from "./mustRun.mjs";

/**
 * Takes a release's commit and tag from a clone into the repository: both, or none of them.
 *
 * @param {{ repository: string, clone: string, version: string }} release
 */
export async function takeRelease({ repository, clone, version }) {
  const tag = `refs/tags/v${version}`;
  await mustRun("git", ["fetch", "--quiet", "--no-tags", clone, `${tag}:${tag}`], repository);
  try {
    await mustRun("git", ["merge", "--quiet", "--ff-only", `${tag}^{commit}`], repository);
  } catch (error) {
    await run("git", ["update-ref", "-d", tag], { cwd: repository });
    throw error;
  }
}
