import { describe, expect, test } from "vitest";
import { createOnce } from "../../provider/client/createOnce";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import type { Tenant } from "../../tenant";
import { providerConfig, testTenant } from "../support/testTenant";

const PACE = { backoff: { baseMs: 2, capMs: 10 }, lookAgainAfterMs: [50, 150, 300] };
const never = async () => false;

const clientOf = (tenant: Tenant) => new IscClient(providerConfig(tenant), SILENT, PACE);
const create = (tenant: Tenant, known: (id: string) => Promise<boolean> = never) =>
  createOnce(clientOf(tenant), "Payroll", known, SILENT);

describe("a create whose answer is lost", () => {
  test("takes what it finds by looking", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { resetAfter: true } });
    const { id } = await create(tenant);
    expect(tenant.customizers).toMatchObject([{ id, name: "Payroll" }]);
    expect(tenant.requests.filter(({ route }) => route === "create")).toHaveLength(1);
  });

  test("waits for one that is listed late", async () => {
    const tenant = await testTenant({ switches: { listLagMs: 150 } });
    tenant.fault({ route: "create", action: { resetAfter: true } });
    expect((await create(tenant)).id).toBe(tenant.customizers[0]?.id);
  });

  test("stops where nothing shows up in time, and says how long it looked", async () => {
    const tenant = await testTenant({ switches: { listLagMs: 60_000 } });
    tenant.fault({ route: "create", action: { resetAfter: true } });
    await expect(create(tenant)).rejects.toThrow(/not known whether it was created; no customizer .* within 0.5 s/);
    expect(tenant.requests.filter(({ route }) => route === "create")).toHaveLength(1);
  });

  test("gets over a look that fails", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { resetAfter: true } });
    tenant.fault({ route: "list", count: 2, action: { status: 503 } });
    expect((await create(tenant)).id).toBe(tenant.customizers[0]?.id);
  });

  test("stops where looking fails for good", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { resetAfter: true } });
    tenant.fault({ route: "list", count: "always", action: { status: 403 } });
    await expect(create(tenant)).rejects.toThrow("looking for it failed too");
  });

  test("does not take one that was there before", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    tenant.fault({ route: "create", action: { resetBefore: true } });
    await expect(create(tenant, async (known) => known === id)).rejects.toThrow("not known whether it was created");
  });

  test("does not choose between two that came meanwhile", async () => {
    const tenant = await testTenant();
    const other = tenant.edit.create("Payroll");
    tenant.fault({ route: "create", action: { resetAfter: true } });
    await expect(create(tenant)).rejects.toThrow(other.id);
  });
});

describe("a create that was surely not carried out", () => {
  test.each([400, 403, 409] as const)("stops at %i without a look", async (status) => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { status } });
    await expect(create(tenant)).rejects.toThrow(`the answer was ${status}`);
    expect(tenant.requests.map(({ route }) => route)).toEqual(["token", "create"]);
  });

  test("is sent again after 429", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { status: 429, headers: { "retry-after": "0" } } });
    await create(tenant);
    expect(tenant.requests.map(({ route }) => route)).toEqual(["token", "create", "create"]);
  });
});

test("a create that comes back with another name is an error", async () => {
  const tenant = await testTenant();
  tenant.fault({ route: "create", action: { wrongJson: { id: "c1", name: "payroll", created: "2026" } } });
  await expect(create(tenant)).rejects.toThrow('the tenant created it with the name "payroll", as c1');
});
