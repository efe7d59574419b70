import "./lib/endOnOldNode.mjs";
import { runLocally } from "./lib/runLocally.mjs";

try {
  process.exitCode = await runLocally("up", (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
