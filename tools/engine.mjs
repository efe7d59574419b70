import "./lib/endOnOldNode.mjs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { commandLine } from "./lib/commandLine.mjs";
import { repository } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { prepare } from "./lib/prepare.mjs";

commandLine({
  command: "npm run engine --",
  does: `Prints the path of the \`pulumi\` in use: one on PATH, else the one that was made before. If there is none, it installs one,
or builds one with Go in about 5 minutes.`,
  next: "run one test file with `PULUMI_SAILPOINT_ENGINE=$(npm run --silent engine) npx vitest run test/…`.",
});

const log = (line) => process.stderr.write(`${line}\n`);

try {
  await prepare(log);
  const engine = await findOrMakeEngine(log);
  process.stdout.write(`${engine}\n`);
  // Nobody waits for the language hosts that only tests need.
  const options = { detached: true, stdio: "ignore" };
  spawn(process.execPath, [join(repository, "tools/languageHosts.mjs"), engine], options).unref();
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
