import { expect, test } from "vitest";
import { api } from "../support/api";
import { testTenant } from "../support/testTenant";

const CUSTOMIZERS = "/v2025/connector-customizers";
const INSTANCES = "/beta/connector-instances";
const RECORDS = [
  { id: "c1", created: null, name: "Without a date" },
  { id: "c2", created: "" },
  { id: "c3", name: "Text as version", imageVersion: "3" },
  { name: "Without an id" },
];

test.each([
  ["customizers", CUSTOMIZERS],
  ["instances", INSTANCES],
])("raw %s are listed and read as they were given", async (kind, path) => {
  const tenant = await testTenant();
  const add = (record: unknown) =>
    fetch(`${tenant.url}/_tenant/${kind}/raw`, { method: "POST", body: JSON.stringify(record) });
  for (const record of RECORDS) {
    expect((await add(record)).status).toBe(201);
  }
  const send = await api(tenant);
  expect((await send("GET", path)).body).toEqual(RECORDS);
  expect((await send("GET", `${path}/c1`)).body).toEqual(RECORDS[0]);
  for (const refused of [RECORDS[0], [], null, "text"]) {
    expect((await add(refused)).status).toBe(400);
  }
});

test("a raw customizer can be renamed, versioned, linked to and deleted", async () => {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
  const record = { id: "c1", created: null };
  tenant.edit.addRaw(record);
  const send = await api(tenant);
  expect((await send("PUT", `${CUSTOMIZERS}/c1`, { name: "Named" })).body).toEqual({ ...record, name: "Named" });
  tenant.edit.link("i1", "c1");
  expect((await send("GET", `${INSTANCES}/i1`)).body.connectorCustomizerId).toBe("c1");
  expect((await send("DELETE", `${CUSTOMIZERS}/c1`)).status).toBe(204);
  expect((await send("GET", CUSTOMIZERS)).body).toEqual([]);
});

test("a raw instance can be linked and unlinked", async () => {
  const tenant = await testTenant();
  tenant.edit.addRawInstance({ id: "i1", connectorCustomizerId: null });
  const { id } = tenant.edit.create("Payroll");
  const send = await api(tenant);
  expect((await send("GET", `${INSTANCES}/i1`)).body).toEqual({ id: "i1", connectorCustomizerId: null });
  const patch = (operation: object) => send("PATCH", `${INSTANCES}/i1`, [operation]);
  const linked = await patch({ op: "replace", path: "/connectorCustomizerId", value: id });
  expect(linked.body).toEqual({ id: "i1", connectorCustomizerId: id });
  expect((await patch({ op: "remove", path: "/connectorCustomizerId" })).body).toEqual({ id: "i1" });
});
