import { prepare } from "../tools/lib/prepare.mjs";

const log = (line) => process.stderr.write(`${line}\n`);

try {
  // Nothing that is installed or compiled may be imported before.
  await prepare(log);
  const { command } = await import("./command.mjs");
  await command(process.argv, log);
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
