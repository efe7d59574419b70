import fc from "fast-check";
import type { Tenant } from "../../tenant";
import type { Ownership } from "./ownership";

/** How the tenant of one history behaves. */
export interface TenantKind {
  readonly uniqueNames: boolean;
  readonly refuseDeleteWhileLinked: boolean;
  readonly putIgnoresName: boolean;
  readonly listLagMs: number;
  readonly readLagMs: number;
  readonly shortPages: boolean;
}

export const tenantKinds: fc.Arbitrary<TenantKind> = fc.record({
  uniqueNames: fc.boolean(),
  refuseDeleteWhileLinked: fc.boolean(),
  putIgnoresName: fc.nat(7).map((number) => number === 7),
  listLagMs: fc.constantFrom(0, 0, 300),
  readLagMs: fc.constantFrom(0, 0, 300),
  shortPages: fc.nat(3).map((number) => number === 3),
});

const PAGE = 50;

/** Sets the tenant's switches. Short pages come with so many customizers of somebody else that they matter. */
export function setSwitches(tenant: Tenant, ownership: Ownership, kind: TenantKind): string {
  const { shortPages, ...switches } = kind;
  Object.assign(tenant.switches, switches);
  const capped = shortPages && "pageCap" in tenant.switches;
  if (capped) {
    Object.assign(tenant.switches, { pageCap: PAGE });
    for (let index = 0; index < PAGE + 5; index++) {
      const { id } = tenant.edit.create(`Crowd ${index}`);
      ownership.strangers.add(id);
      ownership.crowd.add(id);
    }
  }
  const on = Object.entries({ ...switches, pageCap: capped ? PAGE : 0 }).filter(([, value]) => Boolean(value));
  return on.map(([name, value]) => (value === true ? name : `${name} ${value}`)).join(", ") || "no switches";
}
