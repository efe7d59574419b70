import { resolve } from "node:path";
import { InvalidArgumentError, Option, program } from "commander";
import { HOST_NAMES, type HostName } from "./hosts";
import { soak } from "./soak";

const HELP = `
A violation is shown with the shortest history that was found, and ends the command with 1. Replay it with the --seed and
--path that are printed. The moments of kills and the order of concurrent requests are not part of the seed.`;

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly path?: string;
  readonly histories?: number;
  readonly longest?: number;
  readonly kills: boolean;
  readonly host: HostName;
  readonly keepGoing?: boolean;
  readonly shrinkMinutes?: number;
}

async function main(): Promise<void> {
  program
    .name("npm run soak --")
    .description("Runs random operations on the real engine against a model of ownership.")
    .option("--minutes <M>", "how long new histories start", positive, 10)
    .option("--seed <S>", "seed of the first history", integer, Math.floor(Math.random() * 1_000_000_000))
    .option("--path <P>", "shrink path of a violation, to replay its shortest history")
    .option("--histories <N>", "most histories", integer)
    .option("--longest <N>", "most operations of a history", integer)
    .addOption(
      new Option("--host <HOST>", "how programs reach the provider").choices(HOST_NAMES).default("dynamic" as const),
    )
    .option("--no-kills", "never kill the engine")
    .option("--shrink-minutes <M>", "how long a violating history is shortened", positive)
    .option("--keep-going", "go on with the next history after a violation, and do not shorten it")
    .addHelpText("after", HELP)
    .parse();
  const options = program.opts<Options>();
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const engine = process.env["PULUMI_SAILPOINT_ENGINE"] ?? "pulumi";
  log(`Seed ${options.seed}, ${options.minutes} minutes`);
  const folder = resolve(".cache/soak-stacks");
  const { histories, runs, violations } = await soak({ ...options, engine, folder, log });
  for (const { seed, path, report } of violations) {
    log(`\n${report}\n\nReplay: npm run soak -- ${replayOptions(options, seed, path)}`);
  }
  const found = violations.length === 0 ? "no violation" : `${violations.length} of them with a violation`;
  log(`\n${histories} histories, ${runs} runs of the engine, ${found}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

/** A seed gives the same history only with the options that shape histories. */
function replayOptions({ longest, kills, host }: Options, seed: number, path: string): string {
  const shape = [
    ...(longest === undefined ? [] : [`--longest ${longest}`]),
    ...(kills ? [] : ["--no-kills"]),
    ...(host === "dynamic" ? [] : [`--host ${host}`]),
  ];
  return [`--seed ${seed} --histories 1 --path ${path}`, ...shape].join(" ");
}

function integer(text: string): number {
  if (!/^\d{1,10}$/.test(text)) {
    throw new InvalidArgumentError("must be a whole number");
  }
  return Number(text);
}

function positive(text: string): number {
  if (!(Number(text) > 0)) {
    throw new InvalidArgumentError("must be a number above 0");
  }
  return Number(text);
}

void main();
