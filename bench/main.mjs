import "../tools/lib/endOnOldNode.mjs";
import { prepare } from "../tools/lib/prepare.mjs";

const log = (line) => process.stderr.write(`${line}\n`);

try {
  // Imports of installed packages and compiled files work only after this.
  await prepare(log);
  const { benchCommand } = await import("./benchCommand.mjs");
  await benchCommand(process.argv, log);
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
