import type { Tenant } from "../../tenant";
import { blockers } from "./blockers";
import { CHECKS } from "./checks";
import { applyEdit, type Edit } from "./edits";
import { describeFault, faultSpec } from "./faults";
import { killEngine } from "./killEngine";
import type { Moment, Observed } from "./observed";
import type { Operation } from "./operation";
import { changeOutside } from "./outside";
import { Ownership } from "./ownership";
import { EMPTY_PROGRAM, type Program } from "./program";
import { recordRun } from "./recordRun";
import { type Kill, type Run, type RunScope, scopeOf } from "./runs";
import { idsNamed, tenantSnapshot } from "./snapshots";
import type { Ended, Stack } from "./stack";
import { declaredUrns } from "./urns";
import { Violation } from "./violation";

const SLOW = { SAIL_RATE_LIMIT: "2/1s" };

interface Outcome {
  readonly ended: Ended;
  readonly killedAt: number | undefined;
  readonly problems: readonly string[];
}

/** A stack, its tenant and the model, on which the operations of one history run. Every run is checked. */
export class SoakedStack {
  readonly ownership = new Ownership();
  /** The history so far, in words. */
  readonly steps: string[] = [];
  #program: Program = EMPTY_PROGRAM;
  #runs = 0;
  #lastOutput = "";
  readonly #tenant: Tenant;
  readonly #stack: Stack;

  constructor(tenant: Tenant, stack: Stack) {
    this.#tenant = tenant;
    this.#stack = stack;
  }

  /** How often the engine has run. */
  get runs(): number {
    return this.#runs;
  }

  /** Why no run can bring about what the program declares. */
  get blockers(): string[] {
    return blockers(this.#program, this.#moment(), this.#tenant.switches);
  }

  /** Edits the program. The next run applies it. */
  edit(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const edited = applyEdit(this.#program, edit);
      if (edited) {
        this.#program = edited.program;
        this.steps.push(`edit: ${edited.text}`);
      }
    }
  }

  /** @throws Violation if a check fails */
  async operate({ edits, outside, fault, run }: Operation): Promise<void> {
    this.edit(edits);
    for (const change of outside) {
      const text = await changeOutside(this.#tenant, this.ownership, change);
      if (text !== undefined) {
        this.steps.push(`outside: ${text}`);
      }
    }
    const handle = fault && this.#tenant.fault(faultSpec(fault));
    try {
      await this.run(run, handle && (() => (handle.fired > 0 ? describeFault(fault) : undefined)));
    } finally {
      handle?.remove();
    }
  }

  /**
   * Runs the engine once. Returns whether the run succeeded; undefined if there was nothing to run for.
   *
   * @param faultHit returns the fault that hit the run, in words
   */
  async run(run: Run, faultHit: () => string | undefined = () => undefined): Promise<boolean | undefined> {
    const before = this.#moment();
    const urns = [...new Set([...declaredUrns(this.#program), ...before.state.resources.map(({ urn }) => urn)])];
    const scope = scopeOf(run, urns);
    if (!scope) {
      return undefined;
    }
    this.#runs++;
    this.#stack.declare(this.#program);
    const { ended, killedAt, problems } = await this.#startWithSoundState(scope, run.kill);
    this.#lastOutput = ended.output;
    const killed = killedAt !== undefined;
    if (killed) {
      await this.#stack.cancel();
    }
    const how = killed ? `killed${run.kill?.slow ? ", slow" : ""}` : ended.code === 0 ? "succeeded" : "failed";
    const hit = faultHit();
    this.steps.push(`pulumi ${scope.text}: ${how}${hit === undefined ? "" : `, with a fault: ${hit}`}`);
    const program = scope.applies === "program" ? this.#program : EMPTY_PROGRAM;
    const observed: Observed = {
      program,
      scope,
      before,
      after: this.#moment(),
      ended,
      killed,
      faulted: hit !== undefined,
    };
    this.#check(observed, problems);
    recordRun(observed, this.ownership);
    return !killed && ended.code === 0;
  }

  /** Declares with `adopt` what a killed run has left behind, as the provider's error advises. */
  adoptLeftOvers(): void {
    const { tenant } = this.#moment();
    const isLeft = (name: string) => idsNamed(tenant, name).some((id) => this.ownership.leftOver.has(id));
    for (const { logical } of this.#program.customizers.filter(({ adopt, name }) => !adopt && isLeft(name))) {
      this.steps.push(`edit: adopt what "${logical}" has left over`);
    }
    const customizers = this.#program.customizers.map((one) => (isLeft(one.name) ? { ...one, adopt: true } : one));
    this.#program = { ...this.#program, customizers };
  }

  /** @throws Violation with these problems */
  fail(problems: readonly string[]): never {
    const evidence = { problems, steps: this.steps, program: this.#program, moment: this.#moment() };
    throw new Violation({ ...evidence, output: this.#lastOutput });
  }

  /** A targeted run can leave a state that the engine itself refuses to read. It is repaired as the engine advises. */
  async #startWithSoundState(scope: RunScope, kill: Kill | undefined): Promise<Outcome> {
    const outcome = await this.#start(scope, kill);
    if (!outcome.ended.output.includes("snapshot integrity failure")) {
      return outcome;
    }
    this.steps.push("the engine refuses the state that it has written: pulumi state repair");
    await this.#stack.repair();
    return this.#start(scope, kill);
  }

  async #start({ args, twice }: RunScope, kill: Kill | undefined): Promise<Outcome> {
    if (kill) {
      const running = this.#stack.start(args, kill.slow ? SLOW : {});
      const { at, ended, problems } = await killEngine(running, this.#tenant, kill);
      return { ended, killedAt: at, problems };
    }
    const all = await Promise.all((twice ? [args, args] : [args]).map((one) => this.#stack.run(one)));
    const output = all.map((one) => one.output).join("\n");
    const code = all.some((one) => one.code === 0) ? 0 : (all[0]?.code ?? 1);
    return {
      ended: { code, output, hung: all.some(({ hung }) => hung) },
      killedAt: undefined,
      problems: output.includes(this.#tenant.clientSecret) ? ["the output shows the client secret"] : [],
    };
  }

  #check(observed: Observed, problems: readonly string[]): void {
    const found = Object.entries(CHECKS).flatMap(([name, check]) =>
      check(observed, this.ownership).map((problem) => `${name}: ${problem}`),
    );
    const all = [...problems.map((problem) => `endsWithItsEngine: ${problem}`), ...found];
    if (all.length > 0) {
      this.fail(all);
    }
  }

  #moment(): Moment {
    return { tenant: tenantSnapshot(this.#tenant), state: this.#stack.state() };
  }
}
