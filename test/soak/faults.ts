import fc from "fast-check";
import type { FaultAction, FaultSpec, Route } from "../../tenant";

const ACTIONS: Readonly<Record<string, FaultAction>> = {
  "lost answer": { resetAfter: true },
  "cut answer": { cutBody: true },
  "429": { status: 429, headers: { "retry-after": "1" } },
  "503": { status: 503 },
  "lost request": { resetBefore: true },
};

const ROUTES = [
  "create",
  "upload",
  "patchInstance",
  "delete",
  "update",
  "read",
  "list",
  "instance",
  "token",
] as const satisfies readonly Route[];

/** One fault that hits one request of a run. */
export interface Fault {
  readonly route: (typeof ROUTES)[number];
  readonly action: string;
  readonly skip: number;
}

export const faults: fc.Arbitrary<Fault> = fc.record({
  route: fc.oneof({ arbitrary: fc.constantFrom(...ROUTES.slice(0, 4)), weight: 3 }, fc.constantFrom(...ROUTES)),
  action: fc.constantFrom(...Object.keys(ACTIONS)),
  skip: fc.nat(1),
});

/** The fault in the form that the embedded tenant takes. */
export function faultSpec({ route, action, skip }: Fault): FaultSpec {
  return { route, skip, action: ACTIONS[action] as FaultAction };
}

/** The fault in words. */
export function describeFault({ route, action, skip }: Fault): string {
  return `${action} of ${skip > 0 ? "the second" : "the first"} ${route}`;
}
