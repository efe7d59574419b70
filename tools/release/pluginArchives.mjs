import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./mustRun.mjs";

/** The names that `pulumi plugin install` asks for: Go's names of systems and processors. */
export const PLATFORMS = ["linux", "darwin", "windows"].flatMap((system) =>
  ["amd64", "arm64"].map((processor) => `${system}-${processor}`),
);

const EXECUTABLES = ["pulumi-resource-sailpoint", "pulumi-resource-sailpoint.cmd"];

/**
 * Makes an archive for each platform, as `pulumi plugin install resource sailpoint VERSION --file ARCHIVE` takes it. The plugin is
 * JavaScript, so all have the same content: the package with the packages that it needs, in the versions of package-lock.json. It
 * has no PulumiPlugin.yaml, with which the engine would install packages again.
 *
 * @param {{ repository: string, packed: string, to: string }} options `packed` is what `npm pack` has made; `to` gets the archives
 * @returns {Promise<string[]>} the paths of the archives
 */
export async function pluginArchives({ repository, packed, to }) {
  const stage = join(to, "stage");
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  await mustRun("tar", ["-xzf", packed, "-C", stage, "--strip-components=1"], to);
  rmSync(join(stage, "docs"), { recursive: true });
  await installNeeded(repository, stage);
  for (const name of EXECUTABLES) {
    const text = readFileSync(join(stage, "plugin", name), "utf8");
    writeFileSync(join(stage, name), text.replaceAll("../dist/", "./dist/"));
    chmodSync(join(stage, name), 0o755);
  }
  const { version } = JSON.parse(readFileSync(join(stage, "package.json"), "utf8"));
  const archives = PLATFORMS.map((platform) => join(to, `pulumi-resource-sailpoint-v${version}-${platform}.tar.gz`));
  const [first, ...others] = archives;
  await mustRun("tar", ["-czf", first, "-C", stage, "."], to);
  for (const other of others) {
    copyFileSync(first, other);
  }
  rmSync(stage, { recursive: true });
  return archives;
}

/** Installs what the plugin needs. The SDK is one of the program's own packages otherwise; here it is the one that the tests use. */
async function installNeeded(repository, stage) {
  const path = join(stage, "package.json");
  const { devDependencies, peerDependencies, workspaces, ...about } = JSON.parse(readFileSync(path, "utf8"));
  const sdk = Object.keys(peerDependencies).map((name) => [name, devDependencies[name]]);
  about.dependencies = { ...about.dependencies, ...Object.fromEntries(sdk) };
  writeFileSync(path, JSON.stringify(about, undefined, 2));
  cpSync(join(repository, "package-lock.json"), join(stage, "package-lock.json"));
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await mustRun("npm", ["install", "--omit=dev", ...quiet], stage);
}
