import "./lib/endOnOldNode.mjs";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./lib/commandLine.mjs";
import { repository } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { prepare } from "./lib/prepare.mjs";
import { recordTested } from "./lib/testedTree.mjs";

const { positionals, values } = commandLine({
  command: "npm test --",
  does: `Installs, compiles, checks format and types, finds or makes Pulumi's engine, and runs every test on it. It takes about
20 minutes on 2 cores. The last line is "N passed, N failed".`,
  positionals: { name: "[FILE…]", help: "only test files whose path contains one of these" },
  options: { name: { value: "PATTERN", help: "only tests whose name matches the pattern" } },
  next: "`npm run format` corrects format and import order; CONTRIBUTING.md names the file for each change.",
});

const log = (line) => process.stderr.write(`${line}\n`);
const results = join(repository, ".cache/test-results.json");
const bin = (name) => join(repository, "node_modules/.bin", name);

/** Runs one step of the test command. @returns {boolean} whether it succeeded */
function step(what, command, args, env = process.env) {
  log(`\n${what}`);
  return (
    spawnSync(command, args, { cwd: repository, stdio: "inherit", env, shell: process.platform === "win32" }).status ===
    0
  );
}

function counts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(results, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function end({ passed, failed, skipped }) {
  // A skipped test proves nothing, so it fails the run.
  process.exitCode = failed > 0 || skipped > 0 || passed === 0 ? 1 : 0;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
}

try {
  await prepare(log);
  const checks = [
    step("Formatter and linter", bin("biome"), ["check", "."]),
    step("Types", bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]),
  ];
  const engine = await findOrMakeEngine(log);
  log(`\nThe engine is ${engine}`);
  spawn(process.execPath, [join(repository, "tools/languageHosts.mjs"), engine], { stdio: "ignore" }).unref();
  rmSync(results, { force: true });
  const args = [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    ...positionals,
    ...(values.name === undefined ? [] : ["--testNamePattern", values.name]),
  ];
  const ran = step("Tests", bin("vitest"), args, { ...process.env, PULUMI_SAILPOINT_ENGINE: engine });
  const { passed, failed, skipped } = counts();
  const unexplained = !ran && failed === 0 && skipped === 0 ? 1 : 0;
  const checkFailures = checks.filter((ok) => !ok).length;
  if (process.argv.length === 2 && ran && checkFailures + failed + skipped === 0) {
    await recordTested();
  }
  end({ passed: passed + checks.length - checkFailures, failed: failed + checkFailures + unexplained, skipped });
} catch (error) {
  log(error.message);
  end({ passed: 0, failed: 1, skipped: 0 });
}
