import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Runs `go` with the modules that are pinned in a folder.
 *
 * @throws Error with what Go says, or with what to install
 */
export async function go(folder: string, args: readonly string[], input = ""): Promise<string> {
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
