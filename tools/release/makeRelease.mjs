import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isTested } from "../lib/testedTree.mjs";
import { checkRepository } from "./checkRepository.mjs";
import { commitRelease } from "./commitRelease.mjs";
import { mustRun } from "./mustRun.mjs";
import { pluginArchives } from "./pluginArchives.mjs";
import { takeRelease } from "./takeRelease.mjs";
import { tryToPublish } from "./tryToPublish.mjs";

/**
 * Makes a release in a clone; the repository gets its commit and tag at the end, if everything went well. Nothing is pushed or
 * published: the pipeline does that for the pushed tag.
 *
 * @param {{ repository: string, version: string, dryRun: boolean, log: (line: string) => void }} options
 * @returns {Promise<{ folder: string, archives: string[] }>} where the clone and the archives are
 */
export async function makeRelease({ repository, version, dryRun, log }) {
  await checkRepository(repository, version);
  if (await isTested(repository)) {
    log("All tests have passed for these files.");
  } else {
    log("Running all tests.");
    await mustRun("npm", ["test", "--silent"], repository, { stdio: ["ignore", "inherit", "inherit"] });
  }

  const folder = join(repository, ".cache/release", `v${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const clone = join(folder, "repository");
  try {
    log(`Making the commit and the tag v${version} in a clone.`);
    await commitRelease({ repository, clone, version, date: new Date().toISOString().slice(0, 10) });

    log("Compiling, packing, and asking npm whether it would publish.");
    await mustRun("npm", ["run", "--silent", "build"], clone);
    const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    const [{ filename }] = JSON.parse(await mustRun("npm", pack, clone));
    await tryToPublish(clone, version);

    log("Making the plugin's archives.");
    const archives = await pluginArchives({ repository: clone, packed: join(folder, filename), to: folder });
    if (!dryRun) {
      await takeRelease({ repository, clone, version });
    }
    return { folder, archives };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
