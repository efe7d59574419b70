import { expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

async function edit(tenant: Tenant, body: object) {
  const answer = await fetch(`${tenant.url}/_tenant/edit`, { method: "POST", body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as { id?: string; version?: number } };
}

test("outside edits over HTTP create, rename, link, unlink, upload and delete, and are no requests of the API", async () => {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
  const { id = "" } = (await edit(tenant, { op: "create", name: "Payroll" })).body;
  await edit(tenant, { op: "rename", id, name: "Wages" });
  expect(tenant.customizers).toMatchObject([{ id, name: "Wages" }]);
  await edit(tenant, { op: "link", instanceId: "i1", customizerId: id });
  expect(tenant.instances[0]?.connectorCustomizerId).toBe(id);
  await edit(tenant, { op: "unlink", instanceId: "i1" });
  expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
  const zipBase64 = (await zipOf({ "index.js": "1" })).toString("base64");
  expect((await edit(tenant, { op: "upload", id, zipBase64 })).body.version).toBe(1);
  expect(tenant.versions(id)).toMatchObject([{ entries: [{ path: "index.js" }] }]);
  expect((await edit(tenant, { op: "delete", id })).status).toBe(200);
  expect([tenant.customizers, tenant.requests]).toEqual([[], []]);
});

test.each([
  {},
  { op: "paint" },
  { op: "create" },
  { op: "rename", id: "no-such", name: "a" },
  { op: "delete", id: "no-such" },
  { op: "link", instanceId: "no-such", customizerId: "c1" },
  { op: "upload", id: "no-such", zipBase64: "AAAA" },
  { op: "upload", id: "no-such", zipBase64: "no base64!" },
])("the outside edit %j is refused with 400", async (body) => {
  expect((await edit(await testTenant(), body)).status).toBe(400);
});
