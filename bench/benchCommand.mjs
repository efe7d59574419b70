import { Command, Option } from "commander";
import { findOrMakeEngine } from "../tools/lib/findOrMakeEngine.mjs";
import { runBenchmark } from "./runBenchmark.mjs";

/** Parses the options of `npm run bench` and runs it. */
export async function benchCommand(argv, log) {
  const { size, write } = new Command()
    .name("npm run bench --")
    .description("measure this provider beside its peers, on the real engine and the embedded tenant")
    .addOption(
      new Option("--size <size>", "quick: up to N = 100, 25 minutes; usual: N = 1000 too, 55 minutes; all: 85 minutes")
        .choices(["quick", "usual", "all"])
        .default("usual"),
    )
    .option("--write", "write the tables to docs/performance.md", false)
    .parse(argv)
    .opts();
  await runBenchmark({ engine: await findOrMakeEngine(log), size, write, log });
}
