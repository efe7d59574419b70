import { Command, InvalidArgumentError, Option } from "commander";
import { findOrMakeEngine } from "../tools/lib/findOrMakeEngine.mjs";
import { PARTS, runBenchmark } from "./runBenchmark.mjs";

const HELP = `
Examples
  npm run bench -- --size quick                      all parts up to N = 100
  npm run bench -- --only plugin --count 1000        the plugin beside the dynamic provider and its floor
  npm run bench -- --only start                      how soon the processes answer first
  npm run bench -- --write                           everything, for docs/performance.md

What to do
  Close other programs: a busy machine changes wall times, and ratios less so.
  With --write, look at the plots in docs/pictures and commit bench/results.json with them.
  node bench/plots.mjs makes the page and the plots again without measuring.`;

/** Parses the options of `npm run bench` and runs it. */
export async function benchCommand(argv, log) {
  const command = new Command()
    .name("npm run bench --")
    .description("Measure this provider beside its peers, on the real engine and the embedded tenant.")
    .addOption(
      new Option("--size <size>", "quick: up to N = 100, 25 minutes; usual: N = 1000 too, 55 minutes; all: 85 minutes")
        .choices(["quick", "usual", "all"])
        .default("usual"),
    )
    .addOption(new Option("--only <part>", "measure one part").choices(PARTS))
    .option("--count <n>", "measure this N only, in place of the size's", wholeNumber)
    .option("--rounds <n>", "rounds of each measurement, in place of the size's", wholeNumber)
    .option("--write", "write bench/results.json, docs/performance.md and its plots", false)
    .addHelpText("after", HELP)
    .parse(argv);
  const options = command.opts();
  if (options.write && (options.only || options.count || options.size === "quick")) {
    command.error("--write needs all parts and all N: leave out --only, --count and --size quick");
  }
  await runBenchmark({ engine: await findOrMakeEngine(log), ...options, log });
}

function wholeNumber(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError("It must be a whole number from 1.");
  }
  return number;
}
