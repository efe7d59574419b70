import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { FAST_START } from "./env";

declare module "vitest" {
  interface ProvidedContext {
    /** The port of each worker's language host. */
    readonly programHosts: readonly number[];
  }
}

/** Starts, before all tests, a language host for each worker: see `programHost.cjs`. */
export default async function startProgramHosts(project: TestProject): Promise<() => void> {
  const hosts = await Promise.all(Array.from({ length: project.vitest.config.maxWorkers }, open));
  project.provide(
    "programHosts",
    hosts.map(({ port }) => port),
  );
  return () => {
    for (const { child } of hosts) {
      child.disconnect();
    }
  };
}

async function open(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(resolve("test/support/fast/programHost.cjs"), {
    cwd: resolve(".cache"),
    env: { ...process.env, ...FAST_START },
  });
  const [port] = (await once(child, "message")) as [number];
  return { child, port };
}

/**
 * The address of this worker's language host, for `pulumi --client`. It runs one program at a time.
 * @param folder the project's folder
 * @param env the environment of its programs
 */
export function programHost(folder: string, env: NodeJS.ProcessEnv): string {
  writeFileSync(`${folder}.env.json`, JSON.stringify(env));
  return `127.0.0.1:${inject("programHosts")[Number(process.env["VITEST_POOL_ID"]) - 1]}`;
}
