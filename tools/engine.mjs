import "./lib/endOnOldNode.mjs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { prepare } from "./lib/prepare.mjs";

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
