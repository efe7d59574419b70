import { spawn } from "node:child_process";

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { onLine?: (line: string) => void }} [options]
 *   `onLine` gets each line of standard error; without it and without `stdio`, the output is collected
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 if there is no such command
 */
export function run(command, args, { onLine, ...options } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let stdout = "";
    let stderr = "";
    let rest = "";
    child.stdout?.on("data", (data) => {
      stdout += data;
    });
    child.stderr?.on("data", (data) => {
      stderr += data;
      const lines = (rest + data).split("\n");
      rest = lines.pop() ?? "";
      for (const line of onLine ? lines : []) {
        onLine(line);
      }
    });
    child.once("error", (error) => done({ code: 127, stdout, stderr: stderr + error.message }));
    child.once("close", (code, signal) => done({ code: code ?? (signal ? 1 : 0), stdout, stderr }));
  });
}
