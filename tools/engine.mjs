import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { prepare } from "./lib/prepare.mjs";

const log = (line) => process.stderr.write(`${line}\n`);

try {
  await prepare(log);
  process.stdout.write(`${await findOrMakeEngine(log)}\n`);
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
