import { run } from "../lib/run.mjs";

/**
 * Asks npm whether it would publish what is in a folder, with provenance. Only a pipeline can sign one, so this does not.
 *
 * @param {string} folder
 * @param {string} version
 * @throws Error if npm would not, or would publish another package.json than the one that is there
 */
export async function tryToPublish(folder, version) {
  const args = [
    "publish",
    "--dry-run",
    "--provenance",
    "--access",
    "public",
    "--ignore-scripts",
    "--json",
    "--loglevel=notice",
  ];
  const tag = version.includes("-") ? ["--tag", "next"] : [];
  const { code, stdout, stderr } = await run("npm", [...args, ...tag], { cwd: folder });
  if (code !== 0 || stderr.includes("auto-corrected")) {
    throw new Error(`npm would not publish this as it is:\n${stdout}${stderr}`.trimEnd());
  }
}
