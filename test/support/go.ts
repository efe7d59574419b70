import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../tools/lib/engineVersion.mjs";
import { withLock } from "../../tools/lib/lock.mjs";

const run = promisify(execFile);

/**
 * Runs `go` with the modules that are pinned in a folder. Only one runs at once: two would compile the same packages.
 *
 * @throws Error with what Go says, or with what to install
 */
export function go(folder: string, args: readonly string[], input = ""): Promise<string> {
  const lock = join(cacheFolder(), "engine/go.lock");
  return withLock(lock, { onWait: () => {}, work: () => runGo(folder, args, input) });
}

async function runGo(folder: string, args: readonly string[], input: string): Promise<string> {
  const env = { ...process.env, GOFLAGS: "-mod=readonly -buildvcs=false -trimpath", GOWORK: "off" };
  const running = run("go", args, { cwd: folder, env, maxBuffer: 1e8 });
  running.child.stdin?.end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    throw new Error(code === "ENOENT" ? "There is no `go` here. Install Go 1.25.11 or newer." : stderr);
  }
}
