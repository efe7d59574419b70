import { expect, test } from "vitest";
import { connectorCustomizer } from "../../../provider/resources/connectorCustomizer/connectorCustomizer";
import { resourceContext } from "../../support/resourceContext";
import { testTenant } from "../../support/testTenant";

const LOST = "not known whether it was created";

test("a create that never arrived says nothing about another one whose answer is lost", async () => {
  const tenant = await testTenant();
  const context = resourceContext(tenant);
  tenant.fault({ route: "create", action: { resetBefore: true } });
  await expect(connectorCustomizer.create(context, { name: "a" })).rejects.toThrow(LOST);
  tenant.fault({ route: "create", action: { resetAfter: true } });
  const made = await connectorCustomizer.create(context, { name: "b" });
  expect(tenant.customizers).toMatchObject([{ id: made.id, name: "b" }]);
});

test("two creates at once, one that never arrived and one whose answer is lost, do not mix", async () => {
  const tenant = await testTenant({ latencyMs: 10 });
  const context = resourceContext(tenant);
  tenant.fault({ route: "create", action: { resetBefore: true } });
  tenant.fault({ route: "create", action: { resetAfter: true } });
  const results = await Promise.allSettled(["a", "b"].map((name) => connectorCustomizer.create(context, { name })));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tenant.customizers).toHaveLength(1);
});

test("a create that succeeded does not fail for a listing that another create needs", async () => {
  const tenant = await testTenant();
  const context = resourceContext(tenant);
  tenant.fault({ route: "create", action: { resetBefore: true } });
  await expect(connectorCustomizer.create(context, { name: "a" })).rejects.toThrow(LOST);
  tenant.fault({ route: "list", count: "always", action: { status: 403 } });
  tenant.fault({ route: "create", action: { delayMs: 100 } });
  const [b, a] = await Promise.allSettled(["b", "a"].map((name) => connectorCustomizer.create(context, { name })));
  expect([b?.status, a?.status]).toEqual(["fulfilled", "rejected"]);
  expect(tenant.customizers.map(({ name }) => name)).toEqual(["b"]);
});

test("the create that follows an unclear one of its name in the same run lists the names anew", async () => {
  const tenant = await testTenant({ switches: { listLagMs: 600 } });
  const context = resourceContext(tenant);
  tenant.fault({ route: "create", action: { resetAfter: true } });
  await expect(connectorCustomizer.create(context, { name: "a" })).rejects.toThrow(LOST);
  await new Promise((done) => setTimeout(done, 700));
  await expect(connectorCustomizer.create(context, { name: "a" })).rejects.toThrow("already has one of this name");
  expect(tenant.customizers).toHaveLength(1);
});

test("a rename whose confirmation finds nothing says that the customizer is gone", async () => {
  const tenant = await testTenant();
  const context = resourceContext(tenant);
  const { id, state } = await connectorCustomizer.create(context, { name: "a", onNameChange: "rename" });
  tenant.fault({ route: "update", action: { status: 204, after: true } });
  tenant.fault({ route: "read", count: "always", action: { status: 404 } });
  const renaming = connectorCustomizer.update(context, id, state, { name: "b", onNameChange: "rename" });
  await expect(renaming).rejects.toThrow("the tenant has none of this id any more");
});
