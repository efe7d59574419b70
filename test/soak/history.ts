import fc from "fast-check";
import { startTenant } from "../../tenant";
import { type Edit, firstEdits } from "./edits";
import { INSTANCES } from "./names";
import { type Operation, operations } from "./operation";
import type { Run, RunKind } from "./runs";
import { SoakedStack } from "./soakedStack";
import { Stack, type StackOptions } from "./stack";
import { setSwitches, type TenantKind, tenantKinds } from "./switches";

/** The tenant and the operations of one history. A history starts with an empty stack. */
export interface History {
  readonly tenant: TenantKind;
  readonly start: readonly Edit[];
  readonly operations: readonly Operation[];
}

/** Histories of up to so many operations. With `kills`, the engine is killed in some of them. */
export function histories(longest: number, kills: boolean): fc.Arbitrary<History> {
  return fc.noBias(
    fc.record({
      tenant: tenantKinds,
      start: firstEdits,
      operations: fc.array(operations(kills), { minLength: 1, maxLength: longest, size: "max" }),
    }),
  );
}

/** What a history without a violation came to. */
export interface Outcome {
  readonly operations: number;
  readonly runs: number;
  /** Why the program could not come true at the end; empty if it did. */
  readonly blockers: readonly string[];
}

const MOST_RUNS = 3;

const plain = (kind: RunKind): Run => ({ kind, which: 0, kill: undefined });

/**
 * Runs a history on a fresh tenant and a fresh stack. At its end, what is declared must come true in at most three runs,
 * and a destroy must leave nothing of ours.
 *
 * @param options `engine`: the path of `pulumi`; `folder` gets the stack's files while the history runs
 * @throws Violation at the first run that breaks a rule
 */
export async function runHistory(
  { tenant: kind, start, operations }: History,
  options: StackOptions,
): Promise<Outcome> {
  const instances = INSTANCES.map((id) => ({ id, name: `Instance ${id}` }));
  const tenant = await startTenant({ rateLimit: false, instances });
  const stack = new Stack(tenant, options);
  try {
    await stack.init();
    const soaked = new SoakedStack(tenant, stack);
    soaked.steps.push(`tenant: ${setSwitches(tenant, soaked.ownership, kind)}`);
    soaked.edit(start);
    for (const operation of operations) {
      await soaked.operate(operation);
    }
    const blockers = await converge(soaked);
    await soaked.run(plain("destroy --refresh"));
    return { operations: operations.length, runs: soaked.runs, blockers };
  } finally {
    await tenant.close();
    stack.remove();
  }
}

async function converge(soaked: SoakedStack): Promise<string[]> {
  soaked.adoptLeftOvers();
  const { blockers } = soaked;
  for (let run = 0; run < MOST_RUNS; run++) {
    if (await soaked.run(plain("up --refresh"))) {
      return [];
    }
  }
  return blockers.length > 0 ? blockers : soaked.fail([`what is declared did not come true in ${MOST_RUNS} runs`]);
}
