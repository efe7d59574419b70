import { runLocally } from "./lib/localStack.mjs";

try {
  process.exitCode = await runLocally("destroy", (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
