import { existsSync } from "node:fs";
import { chmod, cp } from "node:fs/promises";
import { join } from "node:path";
import { createBuildProgress } from "./buildProgress.mjs";
import { ENGINE_VERSION, executable, MODULES, repository } from "./engineVersion.mjs";
import { run } from "./run.mjs";
import { withClock } from "./withClock.mjs";

const CLI = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const NODE_HOST = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Whether Go is installed. */
export async function hasGo(env) {
  return (await run("go", ["version"], { env })).code === 0;
}

/**
 * Builds the engine with Go from the pinned tool modules.
 *
 * @param {string} folder gets the executables
 * @param {(line: string) => void} log
 * @param {NodeJS.ProcessEnv} env
 */
export async function buildEngine(folder, log, env) {
  log(
    `Building pulumi ${ENGINE_VERSION} with Go. The first time takes about 5 minutes on 2 cores, later times take seconds.`,
  );
  await buildProgram({
    module: MODULES.cli,
    program: CLI,
    to: join(folder, executable("pulumi")),
    flags: ` -X ${VERSION_VARIABLE}=${ENGINE_VERSION}`,
    log,
    env,
  });
  log("Building its language host for Node.js. The first time takes about 1 minute.");
  await buildProgram({
    module: MODULES.nodejs,
    program: NODE_HOST,
    to: join(folder, executable("pulumi-language-nodejs")),
    flags: "",
    log,
    env,
  });
  await addDynamicProvider(folder);
}

/** The script that starts the SDK's dynamic provider. */
export const DYNAMIC_PROVIDER =
  process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/** Copies the SDK's dynamic provider beside the engine, which looks for it there. The SDK ships the script not executable. */
export async function addDynamicProvider(folder) {
  const shipped = join(repository, "node_modules/@pulumi/pulumi", DYNAMIC_PROVIDER);
  if (!existsSync(shipped)) {
    throw new Error("@pulumi/pulumi is not installed. Run `npm install` first.");
  }
  await cp(shipped, join(folder, DYNAMIC_PROVIDER));
  await chmod(join(folder, DYNAMIC_PROVIDER), 0o755);
}

/** Builds a program of a tool module. @throws Error with Go's last lines if Go fails */
export async function buildProgram({ module, program, to, flags, log, env }) {
  const options = goOptions(module, env);
  const linking = ["-trimpath", "-ldflags", `-s -w${flags}`];
  const stale = ["list", "-deps", ...linking, "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", program];
  const listed = await withClock(() => run("go", stale, options));
  if (listed.code !== 0) {
    throw new Error(`Go could not get the modules of the engine:\n${lastLines(listed.stderr)}`);
  }
  const progress = createBuildProgress(log, listed.stdout.split("\n").filter(Boolean).length);
  const built = await run("go", ["build", "-v", ...linking, "-o", to, program], {
    ...options,
    onLine: (line) => (/^[\w.-]+(\/[\w.~-]+)*$/.test(line) ? progress.step() : undefined),
  });
  progress.done();
  if (built.code !== 0) {
    throw new Error(`Go could not build ${program}:\n${lastLines(built.stderr)}`);
  }
}

/** The folder that holds the sources of a package of a tool module. @throws Error with Go's last lines if Go fails */
export async function sourceFolder(module, name, env) {
  const { code, stdout, stderr } = await run("go", ["list", "-m", "-f", "{{.Dir}}", name], goOptions(module, env));
  if (code !== 0) {
    throw new Error(`Go could not find the sources of ${name}:\n${lastLines(stderr)}`);
  }
  return stdout.trim();
}

function goOptions(module, env) {
  return { cwd: module, env: { ...env, GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off" } };
}

function lastLines(text) {
  return text.trim().split("\n").slice(-8).join("\n");
}
