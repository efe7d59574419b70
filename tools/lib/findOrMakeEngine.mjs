import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { buildEngine, DYNAMIC_PROVIDER, hasGo } from "./buildEngine.mjs";
import { engineFolder, executable, OLDEST_ENGINE } from "./engineVersion.mjs";
import { installEngine } from "./installEngine.mjs";
import { withLock } from "./lock.mjs";
import { run } from "./run.mjs";

const NO_ENGINE = `There is no Pulumi engine here, and none could be made. Do one of these, then run the command again:
  - install Pulumi: https://www.pulumi.com/docs/install/
  - or install Go 1.25 or newer (https://go.dev/doc/install), which builds the engine`;

/**
 * Finds the engine or makes one. In this order: a `pulumi` on PATH, a cached one, Pulumi's installer, a build with Go.
 *
 * @param {(line: string) => void} log gets a line for each step
 * @returns {Promise<string>} the path of `pulumi`
 */
export async function findOrMakeEngine(log, env = process.env) {
  return (await findOnPath(log, env)) ?? cached(env) ?? (await make(log, env));
}

async function findOnPath(log, env) {
  const folders = [...new Set((env.PATH ?? "").split(delimiter).filter(Boolean))];
  const has = (folder, name) => existsSync(join(folder, name));
  const beside = [executable("pulumi-language-nodejs"), DYNAMIC_PROVIDER];
  for (const folder of folders.filter((one) => has(one, executable("pulumi")))) {
    const pulumi = join(folder, executable("pulumi"));
    const missing = beside.filter((name) => !has(folder, name) && !folders.some((other) => has(other, name)));
    const why = missing.length > 0 ? `there is no ${missing.join(" and no ")} with it` : await whyUnusable(pulumi, env);
    if (why === undefined) {
      return pulumi;
    }
    log(`Passing over ${pulumi}: ${why}.`);
  }
  return undefined;
}

async function whyUnusable(pulumi, env) {
  const { code, stdout } = await run(pulumi, ["version"], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
  if (code !== 0) {
    return `it ends with ${code}`;
  }
  return isRecent(stdout) ? undefined : `its version is ${stdout.trim()}, and ${OLDEST_ENGINE.join(".")} is needed`;
}

function isRecent(version) {
  const numbers = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim())?.slice(1).map(Number);
  if (!numbers) {
    return false;
  }
  const different = numbers.findIndex((number, index) => number !== OLDEST_ENGINE[index]);
  return different === -1 || numbers[different] > OLDEST_ENGINE[different];
}

function cached(env) {
  const folder = engineFolder(env);
  return existsSync(join(folder, "complete")) ? join(folder, executable("pulumi")) : undefined;
}

async function make(log, env) {
  const folder = engineFolder(env);
  return withLock(`${folder}.lock`, {
    onWait: (pid) => log(`Another process (${pid}) is making the engine; waiting for it.`),
    async work() {
      const made = cached(env);
      if (made) {
        return made;
      }
      const unfinished = `${folder}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      log("There is no Pulumi engine to be used on PATH; getting one for this project.");
      if (!(await installEngine(unfinished, log, env))) {
        if (!(await hasGo(env))) {
          throw new Error(NO_ENGINE);
        }
        await buildEngine(unfinished, log, env);
      }
      await writeFile(join(unfinished, "complete"), "");
      await rm(folder, { recursive: true, force: true });
      await rename(unfinished, folder);
      return join(folder, executable("pulumi"));
    },
  });
}
