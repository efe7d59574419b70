import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { SECRETS_PROVIDER, startKeyServer } from "./fast/keyServer";

export const PROJECT_NAME = "under-test";
export const STACK_NAME = "test";
/** What encrypts the secrets of stacks that a test makes itself. */
export const PASSPHRASE = "test";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the state and the settings of a new stack. */
    readonly newStack: string;
    /** The environment that gives the engine the key of this stack's secrets. */
    readonly keyServer: Readonly<Record<string, string>>;
  }
}

/** Makes one new stack with the real engine before all tests. Each test starts with a copy, which costs no process. */
export default async function newStack(project: TestProject): Promise<(() => void) | undefined> {
  const engine = process.env["PULUMI_SAILPOINT_ENGINE"];
  if (!engine) {
    return;
  }
  mkdirSync(resolve(".cache"), { recursive: true });
  const folder = mkdtempSync(resolve(".cache/new-stack-"));
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${PROJECT_NAME}\nruntime: nodejs\n`);
  const keyServer = await startKeyServer();
  const args = ["--non-interactive", "stack", "init", STACK_NAME, "--secrets-provider", SECRETS_PROVIDER];
  await promisify(execFile)(engine, args, {
    cwd: folder,
    env: {
      ...keyServer.env,
      PATH: process.env["PATH"],
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  });
  rmSync(join(folder, "home"), { recursive: true });
  rmSync(join(folder, "Pulumi.yaml"));
  project.provide("newStack", folder);
  project.provide("keyServer", keyServer.env);
  return () => {
    keyServer.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
