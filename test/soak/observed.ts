import type { Ownership } from "./ownership";
import type { DeclaredCustomizer, Program } from "./program";
import type { RunScope } from "./runs";
import type { StateSnapshot, TenantSnapshot } from "./snapshots";
import type { Ended } from "./stack";
import { customizerUrn } from "./urns";

/** The tenant and the state at one moment. */
export interface Moment {
  readonly tenant: TenantSnapshot;
  readonly state: StateSnapshot;
}

/** One run of the engine, as it was seen from outside. */
export interface Observed {
  /** What the run applied: the program; the empty program for a destroy and for runs that only read. */
  readonly program: Program;
  readonly scope: RunScope;
  readonly before: Moment;
  readonly after: Moment;
  readonly ended: Ended;
  readonly killed: boolean;
  /** Whether a fault was set for the run. */
  readonly faulted: boolean;
}

/** Compares a run with the model, and returns what is wrong. A check changes neither. */
export type Check = (observed: Observed, ownership: Ownership) => string[];

export function succeeded({ ended, killed }: Observed): boolean {
  return !killed && ended.code === 0;
}

/** The declared customizer that a link of an instance is for, and whether the link may replace somebody else's. */
export function declaredLink(
  { customizers, links }: Program,
  instance: string,
): { readonly customizer: DeclaredCustomizer; readonly takeOver: boolean } | undefined {
  const link = links.find((one) => one.instance === instance);
  const customizer = link && customizers.find(({ logical }) => logical === link.customizer);
  if (!customizer) {
    return undefined;
  }
  const own = customizer.deployment ? links.filter((one) => one.customizer === customizer.logical) : [link];
  return { customizer, takeOver: own.some(({ takeOver }) => takeOver) };
}

/** The ids that the states before and after the run have for a declared customizer. */
export function idsOf({ before, after }: Observed, customizer: DeclaredCustomizer): string[] {
  const urn = customizerUrn(customizer);
  return [before, after].flatMap(({ state }) =>
    state.customizers.flatMap((one) => (one.urn === urn && one.id ? [one.id] : [])),
  );
}

/** A customizer in words. */
export function describe({ customizers }: TenantSnapshot, id: string): string {
  return `"${customizers.get(id)?.name ?? "?"}" (${id})`;
}
