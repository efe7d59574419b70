import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { FAST_START } from "./env";

/** What the process of the dynamic provider loads. */
const LOADED = [
  "@pulumi/pulumi/cmd/dynamic-provider",
  "pulumi-sailpoint/dynamic/ConnectorCustomizer",
  "pulumi-sailpoint/dynamic/ConnectorCustomizerLink",
  "pulumi-sailpoint/dynamic/ConnectorCustomizerVersion",
];

/**
 * Loads the SDK once before all tests, because a process that a test kills keeps nothing of what it compiled. Also has the processes
 * that tests start with their own environment start fast.
 */
export default function compileSdk(project: TestProject): void {
  project.config.env = { ...project.config.env, ...FAST_START };
  const loading = LOADED.map((name) => `require(${JSON.stringify(name)});`).join("");
  execFileSync(process.execPath, ["-e", `${loading}process.exit()`, "-", "127.0.0.1:1"], {
    cwd: resolve("examples/quickstart"),
    env: { ...process.env, ...FAST_START },
    stdio: "pipe",
  });
}
