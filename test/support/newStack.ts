import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

export const PROJECT_NAME = "under-test";
export const STACK_NAME = "test";
export const PASSPHRASE = "test";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the state and the settings of a new stack. */
    readonly newStack: string;
  }
}

/** Makes one new stack with the real engine before all tests. Each test starts with a copy, which costs no process. */
export default function newStack(project: TestProject): (() => void) | undefined {
  const engine = process.env["PULUMI_SAILPOINT_ENGINE"];
  if (!engine) {
    return;
  }
  mkdirSync(resolve(".cache"), { recursive: true });
  const folder = mkdtempSync(resolve(".cache/new-stack-"));
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${PROJECT_NAME}\nruntime: nodejs\n`);
  const { status, stdout, stderr } = spawnSync(engine, ["--non-interactive", "stack", "init", STACK_NAME], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  });
  if (status !== 0) {
    throw new Error(`pulumi stack init ended with ${status}:\n${stdout}${stderr}`);
  }
  rmSync(join(folder, "home"), { recursive: true });
  rmSync(join(folder, "Pulumi.yaml"));
  project.provide("newStack", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
