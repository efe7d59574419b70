import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { buildProgram, hasGo, sourceFolder } from "./buildEngine.mjs";
import { cacheFolder, executable, MODULES, repository } from "./engineVersion.mjs";
import { withLock } from "./lock.mjs";

const SDK = "github.com/pulumi/pulumi/sdk/v3";
const PYTHON_EXECUTOR = "pulumi-language-python-exec";

/** The language hosts that only tests need. Each folder of the cache holds one, with the files that it looks for beside itself. */
const HOSTS = {
  yaml: {
    title: "YAML",
    module: join(repository, "tools/engine/yaml"),
    program: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    addFiles: async () => {},
  },
  python: {
    title: "Python",
    // Later versions of the SDK include neither this host nor the one for Node.
    module: MODULES.nodejs,
    program: `${SDK}/python/cmd/pulumi-language-python`,
    async addFiles(folder, env) {
      const script = join(folder, PYTHON_EXECUTOR);
      await cp(join(await sourceFolder(MODULES.nodejs, SDK, env), "python/cmd", PYTHON_EXECUTOR), script);
      await chmod(script, 0o755);
    },
  },
};

/** @typedef {keyof typeof HOSTS} Language */

/** @type {Language[]} */
export const LANGUAGES = ["yaml", "python"];

/**
 * Finds a language host, or builds it with Go: beside the engine, on PATH, in the cache. Only tests need one.
 *
 * @param {Language} language
 * @param {string} engine the path of `pulumi`
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder that holds `pulumi-language-…`
 * @throws Error if there is none and Go is missing
 */
export async function findOrMakeLanguageHost(language, engine, log, env = process.env) {
  const folders = [dirname(engine), ...(env.PATH ?? "").split(delimiter), cachedFolder(language, env)];
  const found = folders.find((folder) => folder !== "" && existsSync(join(folder, hostName(language))));
  return found ?? (await make(language, log, env));
}

function hostName(language) {
  return executable(`pulumi-language-${language}`);
}

function cachedFolder(language, env) {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) {
    hash.update(readFileSync(join(HOSTS[language].module, file)));
  }
  const name = `${language}-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
  return join(cacheFolder(env), "engine", name);
}

async function make(language, log, env) {
  const { title, module, program, addFiles } = HOSTS[language];
  const folder = cachedFolder(language, env);
  return withLock(`${folder}.lock`, {
    onWait: (pid) => log(`Another process (${pid}) is building Pulumi's language host for ${title}; waiting for it.`),
    async work() {
      if (existsSync(join(folder, hostName(language)))) {
        return folder;
      }
      if (!(await hasGo(env))) {
        throw new Error(
          `There is no ${hostName(language)} here. Install Pulumi, or Go 1.25 or newer, from which it is built.`,
        );
      }
      log(`Building Pulumi's language host for ${title} with Go. The first time takes about 1 minute.`);
      const unfinished = `${folder}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      await buildProgram({ module, program, to: join(unfinished, hostName(language)), flags: "", log, env });
      await addFiles(unfinished, env);
      await rename(unfinished, folder);
      return folder;
    },
  });
}
