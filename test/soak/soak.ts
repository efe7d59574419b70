import fc from "fast-check";
import { histories, type Outcome, runHistory } from "./history";
import { HOSTS, type HostName } from "./hosts";
import { Violation } from "./violation";

export interface SoakOptions {
  /** The path of `pulumi`. */
  readonly engine: string;
  /** Gets the stacks' files. */
  readonly folder: string;
  /** How the stacks' programs reach the provider. Default: the dynamic provider. */
  readonly host?: HostName | undefined;
  /** The seed of the first history. Each further history has the next number. */
  readonly seed: number;
  /** Where fast-check starts: the path that it printed for a shrunk history. */
  readonly path?: string | undefined;
  /** Most histories. Default: until the time is over. */
  readonly histories?: number | undefined;
  /** No history starts after so many minutes. */
  readonly minutes: number;
  /** Most operations of a history. Default 12. */
  readonly longest?: number | undefined;
  /** Whether the engine is killed now and then. Default true. */
  readonly kills?: boolean | undefined;
  /** How long a violating history is shortened. Default 10. */
  readonly shrinkMinutes?: number | undefined;
  /** Whether further histories run after a violation, which is then not shortened. Default false. */
  readonly keepGoing?: boolean | undefined;
  readonly log: (line: string) => void;
}

/** What a soak came to. */
export interface SoakResult {
  readonly histories: number;
  readonly runs: number;
  /** Empty if every rule held. */
  readonly violations: readonly Failure[];
}

export interface Failure {
  readonly seed: number;
  readonly path: string;
  /** The shortest violating history, with the tenant, the state and the last output. */
  readonly report: string;
}

/** Runs random histories, one after the other, until one breaks a rule or the time is over. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, minutes, histories: most = Number.POSITIVE_INFINITY, keepGoing = false, log } = options;
  const end = Date.now() + minutes * 60_000;
  const violations: Failure[] = [];
  let count = 0;
  let runs = 0;
  while (count < most && (count === 0 || Date.now() < end) && (keepGoing || violations.length === 0)) {
    const current = seed + count;
    const started = Date.now();
    const { outcome, failure } = await oneHistory(options, current);
    count++;
    if (failure) {
      violations.push(failure);
    } else {
      runs += outcome?.runs ?? 0;
      log(lineOf(current, outcome, Date.now() - started));
    }
  }
  return { histories: count, runs, violations };
}

async function oneHistory(
  {
    engine,
    folder,
    host = "dynamic",
    path,
    longest = 12,
    kills = true,
    shrinkMinutes = 10,
    keepGoing = false,
    log,
  }: SoakOptions,
  seed: number,
): Promise<{ readonly outcome?: Outcome | undefined; readonly failure?: Failure }> {
  let outcome: Outcome | undefined;
  let last: Violation | undefined;
  let shrinkEnd = Number.POSITIVE_INFINITY;
  const property = fc.asyncProperty(histories(longest, kills), async (history) => {
    // Once the time is over, every shorter history passes, and fast-check returns the last one that did not.
    if (Date.now() > shrinkEnd) {
      return;
    }
    try {
      outcome = await runHistory(history, { engine, folder, host: HOSTS[host] });
    } catch (error) {
      if (error instanceof Violation) {
        log(
          `seed ${seed}: ${last ? "shorter" : "violation"}, ${history.operations.length} operations: ${error.problems[0]}`,
        );
        shrinkEnd = last ? shrinkEnd : Date.now() + shrinkMinutes * 60_000;
        last = error;
      }
      throw error;
    }
  });
  const details = await fc.check(property, {
    seed,
    numRuns: 1,
    endOnFailure: keepGoing,
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) {
    return { outcome };
  }
  const error = details.errorInstance;
  const report = error instanceof Violation ? error.message : String((error as Error | null)?.stack ?? error);
  return { failure: { seed, path: details.counterexamplePath ?? "0", report } };
}

function lineOf(seed: number, outcome: Outcome | undefined, ms: number): string {
  const { operations = 0, runs = 0, blockers = [] } = outcome ?? {};
  const end = blockers.length > 0 ? `ok, blocked (${blockers.join("; ")})` : "ok";
  return `seed ${seed}: ${operations} operations, ${runs} runs, ${Math.round(ms / 1_000)} s, ${end}`;
}
