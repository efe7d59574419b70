import type { Log } from "../client/log";

/** Writes to standard error, which the engine shows under the stack. `SAIL_DEBUG` (any value but 0) adds each request. */
export function stderrLog(env: NodeJS.ProcessEnv = process.env): Log {
  const write = (text: string) => process.stderr.write(`sailpoint: ${text}\n`);
  const debugging = (env["SAIL_DEBUG"] ?? "0") !== "0";
  return { info: write, debug: debugging ? write : () => {} };
}
