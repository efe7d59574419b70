import { describe, expect, test } from "vitest";
import { CHECKS } from "./checks";
import type { Observed } from "./observed";
import { Ownership } from "./ownership";
import type { DeclaredCustomizer, Program } from "./program";
import { type RunKind, scopeOf } from "./runs";
import { StateSnapshot, type TenantSnapshot } from "./snapshots";
import { customizerUrn, linkUrn } from "./urns";

const A: DeclaredCustomizer = {
  logical: "a",
  name: "Payroll",
  adopt: false,
  onNameChange: "replace",
  code: undefined,
  deployment: false,
};
const LINK = { logical: "l1", instance: "i1", customizer: "a", takeOver: false };

interface Side {
  readonly tenant?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly state?: readonly (readonly [DeclaredCustomizer, string])[];
  readonly stateLinks?: Readonly<Record<string, string>>;
}

const of = (...customizers: DeclaredCustomizer[]): Program => ({ customizers, links: [] });

function moment({ tenant = {}, links = {}, state = [], stateLinks = {} }: Side) {
  const customizers = Object.entries(tenant).map(([id, name]) => [id, { name, versions: 0, code: undefined }] as const);
  const snapshot: TenantSnapshot = { customizers: new Map(customizers), links: new Map(Object.entries(links)) };
  const type = (kind: string) => `pulumi-nodejs:dynamic/sailpoint:${kind}`;
  return {
    tenant: snapshot,
    state: new StateSnapshot([
      ...state.map(([one, id]) => ({
        urn: customizerUrn(one),
        type: type("ConnectorCustomizer"),
        id,
        inputs: { name: one.name },
      })),
      ...Object.entries(stateLinks).map(([instance, customizerId]) => ({
        urn: linkUrn(of(A), { ...LINK, instance }),
        type: type("ConnectorCustomizerLink"),
        id: instance,
        outputs: { customizerId },
      })),
    ]),
  };
}

function observed(
  kind: RunKind,
  program: Program,
  before: Side,
  after: Side,
  changes: Partial<Observed> = {},
): Observed {
  const scope = scopeOf({ kind, which: 0 }, [customizerUrn(A)]);
  if (!scope) {
    throw new Error(`no scope for ${kind}`);
  }
  const ended = { code: 0, output: "", hung: false };
  const flags = { killed: false, faulted: false };
  return { program, scope, before: moment(before), after: moment(after), ended, ...flags, ...changes };
}

function problems(one: Observed, ownership = new Ownership()): string[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => (check(one, ownership).length > 0 ? [name] : []));
}

function strangers(...ids: string[]): Ownership {
  const ownership = new Ownership();
  for (const id of ids) {
    ownership.strangers.add(id);
  }
  return ownership;
}

const NONE = of();
const made: Side = { tenant: { c1: "Payroll" }, state: [[A, "c1"]] };
const linked: Side = { ...made, links: { i1: "c1" }, stateLinks: { i1: "c1" } };

describe("the checks of the soak accept", () => {
  test.each<[string, Observed]>([
    ["a created customizer", observed("up --refresh", of(A), {}, made)],
    ["a declared link", observed("up", { ...of(A), links: [LINK] }, made, linked)],
    ["a destroy", observed("destroy", NONE, linked, {})],
    [
      "a created customizer whose id is in the error",
      observed(
        "up",
        of(A),
        {},
        { tenant: { c1: "Payroll" } },
        {
          ended: { code: 255, output: "c1 was created", hung: false },
        },
      ),
    ],
  ])("%s", (_, one) => {
    expect(problems(one)).toEqual([]);
  });
});

describe("the checks of the soak report", () => {
  const theirs: Side = { tenant: { s1: "Payroll" } };
  test.each<[string, string, Observed]>([
    ["a deleted customizer of somebody else", "strangersUnchanged", observed("up", NONE, theirs, {})],
    [
      "an adoption that was not declared",
      "strangersUnchanged",
      observed("up", of(A), theirs, { ...theirs, state: [[A, "s1"]] }),
    ],
    [
      "a second customizer of a name",
      "namesOnce",
      observed("up", of(A), theirs, { tenant: { s1: "Payroll", c1: "Payroll" }, state: [[A, "c1"]] }),
    ],
    [
      "a customizer that was made and is in no state",
      "nothingLeftBehind",
      observed("up", of(A), {}, { tenant: { c1: "Payroll" } }),
    ],
    ["a change by a preview", "readsOnly", observed("preview", NONE, {}, made)],
    ["a declared customizer that was deleted", "heldIsKept", observed("up", of(A), made, { state: [[A, "c1"]] })],
    [
      "a declared link that was lost",
      "declaredExists",
      observed("up --target", { ...of(A), links: [LINK] }, linked, made),
    ],
    [
      "a link that the program does not declare",
      "linksOfOthers",
      observed("up", of(A), made, { ...made, links: { i1: "c1" } }),
    ],
    ["a run that hung", "cleanOutput", observed("up", NONE, {}, {}, { ended: { code: null, output: "", hung: true } })],
  ])("%s", (_, check, one) => {
    expect(problems(one, strangers("s1"))).toContain(check);
  });

  test("a link of ours that is left behind", () => {
    const ownership = new Ownership();
    ownership.made.add("c1");
    const forgotten = { ...made, links: { i1: "c1" } };
    expect(problems(observed("up", of(A), linked, forgotten), ownership)).toEqual(["nothingLeftBehind"]);
  });

  test("somebody else's link that a destroy removed", () => {
    const ownership = strangers("s1");
    ownership.linkedOutside.add("i1");
    const before = { tenant: { s1: "Wages" }, links: { i1: "s1" }, stateLinks: { i1: "s1" } };
    const after = { tenant: { s1: "Wages" } };
    expect(problems(observed("destroy", NONE, before, after), ownership)).toEqual(["linksOfOthers"]);
  });
});
