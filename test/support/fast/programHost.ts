import { fork } from "node:child_process";
import { resolve } from "node:path";
import type { Run } from "../engine";

/**
 * Opens a language host for one run of the engine, see `programHost.cjs`.
 *
 * @param env the environment of the run's program
 * @param run starts the run with the host's address, and waits for its end
 */
export async function inProgramHost(env: NodeJS.ProcessEnv, run: (address: string) => Promise<Run>): Promise<Run> {
  const host = fork(resolve("test/support/fast/programHost.cjs"), { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let written = "";
  for (const stream of [host.stdout, host.stderr]) {
    stream?.on("data", (text) => {
      written += text;
    });
  }
  const whyItEnded = () => `The language host ended with ${host.exitCode ?? host.signalCode}:\n${written}`;
  const port = await new Promise((started, failed) => {
    host.once("message", started);
    host.once("close", () => failed(new Error(whyItEnded())));
  });
  const ended = await run(`127.0.0.1:${port}`);
  if (host.connected) {
    host.disconnect();
    return ended;
  }
  return { ...ended, output: `${ended.output}\n${whyItEnded()}` };
}
