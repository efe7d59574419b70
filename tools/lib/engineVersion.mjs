import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The version of Pulumi's CLI that is made if none is found. The tool module pins the same version. */
export const ENGINE_VERSION = "v3.255.0";

/** The oldest CLI that is used from PATH: the first one that configures dynamic providers. */
export const OLDEST_ENGINE = [3, 142, 0];

export const repository = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** The two tool modules: the CLI, and the Node language host, which later versions of the SDK do not include. */
export const MODULES = {
  cli: join(repository, "tools/engine/cli"),
  nodejs: join(repository, "tools/engine/nodejs"),
};

/** The folder for what is kept between runs. */
export function cacheFolder(env = process.env) {
  return env.PULUMI_SAILPOINT_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "pulumi-sailpoint");
}

/** The folder of the engine that these tool modules make on this platform. Its name changes if a module changes. */
export function engineFolder(env = process.env) {
  const hash = createHash("sha256");
  for (const folder of Object.values(MODULES)) {
    hash.update(readFileSync(join(folder, "go.mod"))).update(readFileSync(join(folder, "go.sum")));
  }
  const name = `${ENGINE_VERSION}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
  return join(cacheFolder(env), "engine", name);
}

/** A program's file name on this platform. */
export function executable(name) {
  return process.platform === "win32" ? `${name}.exe` : name;
}
