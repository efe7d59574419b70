import { execFileSync } from "node:child_process";
import { FAST_START } from "./fastStartEnv";

/** Loads the SDK once before all tests, because a process that a test kills keeps nothing of what it compiled. */
export default function compileSdk(): void {
  execFileSync(process.execPath, ["-e", 'require("@pulumi/pulumi")'], { env: { ...process.env, ...FAST_START } });
}
