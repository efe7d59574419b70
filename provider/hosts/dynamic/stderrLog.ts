import type { Log } from "../../client/log";

/** Writes to standard error, which the engine shows under the stack. `SAIL_DEBUG` (any value but 0) adds each request. */
export function stderrLog(redact: (text: string) => string, env: NodeJS.ProcessEnv = process.env): Log {
  const write = (text: string) => process.stderr.write(`sailpoint: ${redact(text)}\n`);
  return { info: write, debug: isDebugging(env) ? write : () => {} };
}

/** Whether `SAIL_DEBUG` is set to any value but 0. */
export function isDebugging(env: NodeJS.ProcessEnv = process.env): boolean {
  return !["", "0"].includes(env["SAIL_DEBUG"] ?? "");
}
