import { resolve } from "node:path";
import type { HostName } from "./hosts";
import { soak } from "./soak";

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

/** `tools/soak.mjs` has read the options and passes them as JSON. */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? "") as Options;
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

void main();
