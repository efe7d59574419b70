import { spawn } from "node:child_process";

/** Runs a script with bash, as a pipeline's runner does. */
export function bash(
  args: readonly string[],
  script: string,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn("bash", [...args, "-c", script], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  const add = (data: Buffer) => {
    log += data;
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code, log }));
  });
}
