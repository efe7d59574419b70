import { run } from "../lib/run.mjs";

/**
 * Runs a command that has to succeed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<string>} its standard output
 * @throws Error with the command and its output
 */
export async function mustRun(command, args, cwd, options = {}) {
  const { code, stdout, stderr } = await run(command, args, { cwd, ...options });
  if (code !== 0) {
    throw new Error(`\`${command} ${args.join(" ")}\` ended with ${code}:\n${stdout}${stderr}`.trimEnd());
  }
  return stdout;
}
