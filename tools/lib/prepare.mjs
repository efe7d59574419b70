import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./engineVersion.mjs";
import { withLock } from "./lock.mjs";
import { run } from "./run.mjs";
import { withClock } from "./withClock.mjs";

/** Its time is that of the last compilation that was completed: one that was interrupted leaves some files out. */
export const BUILT = join(repository, ".cache/built");

/** npm's command on this platform. */
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/**
 * Installs the packages of the lockfile if they are not installed, and compiles if a source is newer than the compiled files.
 *
 * @param {(line: string) => void} log
 */
export async function prepare(log) {
  if (isInstalled() && isBuilt()) {
    return;
  }
  await withLock(join(repository, ".cache/prepare.lock"), {
    onWait: (pid) => log(`Another process (${pid}) is installing or compiling here; waiting for it.`),
    work: () => installAndBuild(log),
  });
}

async function installAndBuild(log) {
  if (!isInstalled()) {
    log("Installing the packages of package-lock.json. This takes up to a minute.");
    await mustRun("install the packages", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
  }
  if (!isBuilt()) {
    log("Compiling. This takes about 10 seconds.");
    await mustRun("compile", ["run", "--silent", "build"]);
  }
}

async function mustRun(what, args) {
  const { code, stdout, stderr } = await withClock(() =>
    run(NPM, args, { cwd: repository, shell: process.platform === "win32" }),
  );
  if (code !== 0) {
    throw new Error(`Could not ${what}: npm ${args.join(" ")} ended with ${code}\n${stdout}${stderr}`);
  }
}

function isInstalled() {
  const installed = join(repository, "node_modules/.package-lock.json");
  return (
    existsSync(installed) &&
    versionsOf(installed, wantedHere) === versionsOf(join(repository, "package-lock.json"), wantedHere, installed)
  );
}

/** Whether a package must be on the disk. Packages for other platforms are in the lockfile only. */
function wantedHere(about) {
  return !about.optional && !about.link;
}

function versionsOf(lockfile, wanted) {
  const { packages } = JSON.parse(readFileSync(lockfile, "utf8"));
  const versions = Object.entries(packages).filter(
    ([path, about]) => path.startsWith("node_modules/") && wanted(about),
  );
  return versions
    .map(([path, { version }]) => `${path}@${version}`)
    .sort()
    .join("\n");
}

function isBuilt() {
  const builtAt = Math.min(...[BUILT, join(repository, "dist/provider/index.js")].map(modifiedAt));
  const sources = ["provider", "tenant", "cli"].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true }).map((name) => join(repository, folder, String(name))),
  );
  return [...sources, join(repository, "tsconfig.build.json")].every((path) => modifiedAt(path) <= builtAt);
}

/** What tells one compilation from another. */
export function buildStamp() {
  return String(modifiedAt(BUILT));
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
