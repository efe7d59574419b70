import { describe, expect, test } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import { SILENT } from "../../../provider/client/log";
import { createOnce } from "../../../provider/resources/connectorCustomizer/createOnce";
import type { Tenant } from "../../../tenant";
import { providerConfig, testTenant } from "../../support/testTenant";

const PACE = { backoff: { baseMs: 2, capMs: 10 }, patienceMs: 60, lookAgainAfterMs: [50, 150, 300] };
const NONE: ReadonlySet<string> = new Set();

const clientOf = (tenant: Tenant) => new IscClient(providerConfig(tenant), SILENT, PACE);
const create = (tenant: Tenant, known: ReadonlySet<string> = NONE) =>
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
    await expect(create(tenant, new Set([id]))).rejects.toThrow("not known whether it was created");
  });

  test("does not choose between two that came meanwhile", async () => {
    const tenant = await testTenant();
    const other = tenant.edit.create("Payroll");
    tenant.fault({ route: "create", action: { resetAfter: true } });
    await expect(create(tenant)).rejects.toThrow(other.id);
  });
});

describe("a create that somebody else's of the same name comes before", () => {
  test("is not taken for it, however short the time between", async () => {
    const tenant = await testTenant();
    const client = clientOf(tenant);
    await client.customizers();
    const foreign = tenant.edit.create("Payroll");
    await new Promise((done) => setTimeout(done, 1_600));
    await client.customizers();
    tenant.fault({ route: "create", action: { resetBefore: true } });
    await expect(createOnce(client, "Payroll", NONE, SILENT)).rejects.toThrow(`${foreign.id} (created`);
  });
});

test("creates whose answers are lost together share what they look at", async () => {
  const tenant = await testTenant({ latencyMs: 20 });
  const client = clientOf(tenant);
  tenant.fault({ route: "create", count: 8, action: { resetAfter: true } });
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, index) => createOnce(client, `c${index}`, NONE, SILENT)),
  );
  expect(made.map(({ name }) => name)).toEqual(tenant.customizers.map(({ name }) => name).sort());
  expect(tenant.requests.filter(({ route }) => route === "list").length).toBeLessThanOrEqual(3);
});

test("a create that a proxy gave up waiting for (408) is looked for", async () => {
  const tenant = await testTenant();
  tenant.fault({ route: "create", action: { status: 408, after: true } });
  expect((await create(tenant)).id).toBe(tenant.customizers[0]?.id);
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

describe("a create that comes back with another name", () => {
  test("is undone where it is surely new", async () => {
    const tenant = await testTenant();
    const created = new Date(Date.now() + 2_000).toISOString();
    tenant.fault({ route: "create", action: { wrongJson: { id: "c1", name: "payroll", created } } });
    await expect(create(tenant)).rejects.toThrow(/answered with the name "payroll", as c1. It was deleted again/);
    expect(tenant.requests.at(-1)).toMatchObject({ method: "DELETE", path: "/v2025/connector-customizers/c1" });
  });

  test("is left where it may be somebody else's", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action: { wrongJson: { id: "c1", name: "payroll", created: "2026" } } });
    await expect(create(tenant)).rejects.toThrow("It was left as it is");
    expect(tenant.requests.some(({ method }) => method === "DELETE")).toBe(false);
  });
});
