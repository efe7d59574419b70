import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";

const run = (command, ...args) => spawnSync(command, args, { stdio: "inherit" }).status === 0;
const results = ".cache/test-results.json";
mkdirSync(".cache", { recursive: true });

const ready =
  (existsSync("node_modules/.package-lock.json") || run("npm", "ci")) &&
  run("npm", "run", "build") &&
  run("npx", "tsc", "--noEmit", "-p", "tsconfig.json");
if (ready) {
  run("npx", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`);
}
const {
  numPassedTests = 0,
  numFailedTests = 1,
  success = false,
} = ready ? JSON.parse(readFileSync(results, "utf8")) : {};
console.log(`${numPassedTests} passed, ${success ? numFailedTests : Math.max(1, numFailedTests)} failed`);
process.exitCode = success && numPassedTests > 0 ? 0 : 1;
