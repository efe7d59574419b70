import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { mustRun } from "./release/mustRun.mjs";
import { pluginArchives } from "./release/pluginArchives.mjs";

// `node tools/pluginArchives.mjs FOLDER` packs the compiled package and makes the plugin's archives of it, as a release does.
try {
  const to = resolve(process.argv[2] ?? ".cache/archives");
  mkdirSync(to, { recursive: true });
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", to];
  const [{ filename }] = JSON.parse(await mustRun("npm", args, repository));
  const archives = await pluginArchives({ repository, packed: join(to, filename), to });
  process.stdout.write(`${archives.join("\n")}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
