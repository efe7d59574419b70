import { Command, Option } from "commander";
import { bench } from "../bench/bench.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { prepare } from "./lib/prepare.mjs";

const log = (line) => process.stderr.write(`${line}\n`);

const { size, write } = new Command()
  .name("npm run bench --")
  .description("time this provider beside its peers, on the real engine and the embedded tenant")
  .addOption(
    new Option("--size <size>", "quick: up to N = 100, 20 minutes; usual: N = 1000 too, 45 minutes; all: 75 minutes")
      .choices(["quick", "usual", "all"])
      .default("usual"),
  )
  .option("--write", "keep the tables in docs/performance.md", false)
  .parse()
  .opts();

try {
  await prepare(log);
  await bench({ engine: await findOrMakeEngine(log), size, write, log });
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
