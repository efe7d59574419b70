import fc from "fast-check";
import { sometimes } from "./sometimes";
import { shortUrn } from "./urns";

const PLAIN = ["up", "up --refresh", "preview", "refresh"] as const;
const VARIANTS = [
  "up --parallel 1",
  "up --continue-on-error",
  "up --refresh --run-program",
  "preview --refresh",
  "refresh --run-program",
  "destroy",
  "destroy --refresh",
  "destroy --run-program",
  "two ups",
] as const;
const CHOSEN = [
  "up --target",
  "up --target --target-dependents",
  "up --replace",
  "up --target-replace",
  "up --exclude",
] as const;

export type RunKind = (typeof PLAIN)[number] | (typeof VARIANTS)[number] | (typeof CHOSEN)[number];

/** When the engine is killed: so many milliseconds after so many changing requests have reached the tenant. */
export interface Kill {
  readonly changes: number;
  readonly afterMs: number;
  /** Whether the provider's rate limit is so low that requests wait for their turn when the engine is killed. */
  readonly slow: boolean;
}

export interface Run {
  readonly kind: RunKind;
  /** Which resource a `--target`, `--replace` or `--exclude` names. */
  readonly which: number;
  readonly kill: Kill | undefined;
}

const killed: fc.Arbitrary<Kill> = fc.record({ changes: fc.nat(5), afterMs: fc.nat(150), slow: fc.boolean() });

const kinds: fc.Arbitrary<RunKind> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant("up" as const), weight: 6 },
  { arbitrary: fc.constantFrom(...PLAIN), weight: 8 },
  { arbitrary: fc.constantFrom(...CHOSEN), weight: 6 },
  { arbitrary: fc.constantFrom(...VARIANTS), weight: 4 },
);

/** Runs of all kinds. With `kills`, the engine is killed in some of them. */
export function runs(kills: boolean): fc.Arbitrary<Run> {
  const kill = kills ? sometimes(killed, 8) : fc.constant(undefined);
  return fc.record({ kind: kinds, which: fc.nat(9), kill });
}

/** What a run of a kind does, as far as the checks must know it. */
export interface RunScope {
  readonly args: readonly string[];
  readonly text: string;
  /** Whether the run applies the program. A destroy applies the empty program. */
  readonly applies: "program" | "nothing" | "destroy";
  /** Whether the run is for all resources. */
  readonly whole: boolean;
  readonly refreshes: boolean;
  /** The URN that the run replaces. */
  readonly replaced: string | undefined;
  readonly twice: boolean;
  readonly continues: boolean;
}

/** Turns a run into the engine's arguments. `urns` are the resources that it can name. */
export function scopeOf({ kind, which }: Pick<Run, "kind" | "which">, urns: readonly string[]): RunScope | undefined {
  const chosen = (CHOSEN as readonly string[]).includes(kind);
  const urn = urns[which % Math.max(urns.length, 1)];
  if (chosen && urn === undefined) {
    return undefined;
  }
  const [command = "up", ...flags] = (kind === "two ups" ? "up" : kind).split(" ");
  const args = [
    command,
    ...(command === "preview" ? [] : ["--yes", "--skip-preview"]),
    ...flags.flatMap((flag, index) => (chosen && index === 0 ? [flag, urn as string] : [flag])),
  ];
  const changesNothing = command === "preview" || command === "refresh";
  return {
    args,
    text: chosen ? `${kind} [${shortUrn(urn as string)}]` : kind,
    applies: changesNothing ? "nothing" : command === "destroy" ? "destroy" : "program",
    whole: !chosen || kind === "up --replace",
    refreshes: flags.includes("--refresh"),
    replaced: kind.endsWith("replace") ? urn : undefined,
    twice: kind === "two ups",
    continues: flags.includes("--continue-on-error"),
  };
}
