import { Command, Option } from "commander";
import { findOrMakeEngine } from "../tools/lib/findOrMakeEngine.mjs";
import { bench } from "./bench.mjs";

/** `npm run bench`, with its options. */
export async function command(argv, log) {
  const { size, write } = new Command()
    .name("npm run bench --")
    .description("time this provider beside its peers, on the real engine and the embedded tenant")
    .addOption(
      new Option("--size <size>", "quick: up to N = 100, 20 minutes; usual: N = 1000 too, 45 minutes; all: 75 minutes")
        .choices(["quick", "usual", "all"])
        .default("usual"),
    )
    .option("--write", "keep the tables in docs/performance.md", false)
    .parse(argv)
    .opts();
  await bench({ engine: await findOrMakeEngine(log), size, write, log });
}
