import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { buildProgram, hasGo } from "./buildEngine.mjs";
import { cacheFolder, executable, repository } from "./engineVersion.mjs";
import { withLock } from "./lock.mjs";

const MODULE = join(repository, "tools/engine/yaml");
const PROGRAM = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
const HOST = executable("pulumi-language-yaml");

/**
 * Finds the language host for YAML, or builds it with Go: beside the engine, on PATH, in the cache. Only tests need it.
 *
 * @param {string} engine the path of `pulumi`
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder that holds `pulumi-language-yaml`
 * @throws Error if there is none and Go is missing
 */
export async function findOrMakeYamlHost(engine, log, env = process.env) {
  const folders = [dirname(engine), ...(env.PATH ?? "").split(delimiter), cachedFolder(env)];
  return folders.find((folder) => folder !== "" && existsSync(join(folder, HOST))) ?? (await make(log, env));
}

function cachedFolder(env) {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) {
    hash.update(readFileSync(join(MODULE, file)));
  }
  const name = `yaml-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
  return join(cacheFolder(env), "engine", name);
}

async function make(log, env) {
  const folder = cachedFolder(env);
  return withLock(`${folder}.lock`, {
    onWait: (pid) => log(`Another process (${pid}) is building Pulumi's language host for YAML; waiting for it.`),
    async work() {
      if (existsSync(join(folder, HOST))) {
        return folder;
      }
      if (!(await hasGo(env))) {
        throw new Error(
          "There is no pulumi-language-yaml here. Install Pulumi, or Go 1.25 or newer, from which it is built.",
        );
      }
      log("Building Pulumi's language host for YAML with Go. The first time takes about 1 minute.");
      const unfinished = `${folder}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      await buildProgram({ module: MODULE, program: PROGRAM, to: join(unfinished, HOST), flags: "", log, env });
      await rename(unfinished, folder);
      return folder;
    },
  });
}
