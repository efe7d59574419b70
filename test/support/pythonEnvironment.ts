import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../tools/lib/engineVersion.mjs";
import { withLock } from "../../tools/lib/lock.mjs";

const run = promisify(execFile);
const SETUPTOOLS = "setuptools==80.9.0";

/** A virtual environment of Python with these packages, made once for all runs. @returns its folder */
export async function pythonEnvironment(packages: readonly string[]): Promise<string> {
  const wanted = [SETUPTOOLS, ...packages];
  const version = await python3("--version");
  const key = createHash("sha256")
    .update([version, ...wanted].join("\n"))
    .digest("hex");
  const folder = join(cacheFolder(), "python", key.slice(0, 8));
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    await withLock(`${folder}.lock`, {
      onWait: () => {},
      work: () => (existsSync(complete) ? Promise.resolve() : make(folder, wanted, complete)),
    });
  }
  return folder;
}

/** Installs a package from its sources into a folder, without the packages that it needs. */
export async function pipInstall(environment: string, sources: string, folder: string): Promise<void> {
  await pip(environment, "--no-deps", "--no-build-isolation", "--target", folder, sources);
}

async function make(folder: string, packages: readonly string[], complete: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await python3("-m", "venv", folder);
  await pip(folder, ...packages);
  writeFileSync(complete, "");
}

async function pip(environment: string, ...args: string[]): Promise<void> {
  const always = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  await run(join(environment, "bin/python"), [...always, ...args], { maxBuffer: 1e8 });
}

async function python3(...args: string[]): Promise<string> {
  try {
    return (await run("python3", args)).stdout;
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? "");
    throw new Error(
      `python3 ${args.join(" ")} failed. Install Python 3.9 or newer with its module venv (on Debian: python3-venv).\n${said}`,
    );
  }
}
