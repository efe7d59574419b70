import { describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { api } from "../support/api";
import { testTenant } from "../support/testTenant";

const CUSTOMIZERS = "/v2025/connector-customizers";
const INSTANCES = "/beta/connector-instances";

async function switchOn(tenant: Tenant, switches: object): Promise<void> {
  const request = { method: "PATCH", body: JSON.stringify(switches) };
  expect((await fetch(`${tenant.url}/_tenant/switches`, request)).status).toBe(200);
}

async function tenantOfFive() {
  const tenant = await testTenant();
  for (let index = 0; index < 5; index++) {
    tenant.edit.create(`c${index}`);
    tenant.edit.addInstance(`c${index}`);
  }
  const send = await api(tenant);
  const namesOf = async (path: string) => (await send("GET", path)).body.map(({ name }: { name: string }) => name);
  return { tenant, send, namesOf };
}

describe("customizers", () => {
  test("uniqueNames refuses a second customizer of a name", async () => {
    const tenant = await testTenant();
    await switchOn(tenant, { uniqueNames: true });
    tenant.edit.create("Payroll");
    expect((await (await api(tenant))("POST", CUSTOMIZERS, { name: "Payroll" })).status).toBe(400);
  });

  test("refuseDeleteWhileLinked refuses with 409 until the link is removed", async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
    await switchOn(tenant, { refuseDeleteWhileLinked: true });
    const { id } = tenant.edit.create("Payroll");
    tenant.edit.link("i1", id);
    const send = await api(tenant);
    expect((await send("DELETE", `${CUSTOMIZERS}/${id}`)).status).toBe(409);
    tenant.edit.link("i1", null);
    expect((await send("DELETE", `${CUSTOMIZERS}/${id}`)).status).toBe(204);
  });

  test.each([true, false])("deleteUnlinks: %s decides whether a delete removes the links", async (deleteUnlinks) => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
    await switchOn(tenant, { deleteUnlinks });
    const { id } = tenant.edit.create("Payroll");
    tenant.edit.link("i1", id);
    const send = await api(tenant);
    await send("DELETE", `${CUSTOMIZERS}/${id}`);
    expect((await send("GET", `${INSTANCES}/i1`)).body.connectorCustomizerId).toBe(deleteUnlinks ? undefined : id);
  });

  test("listLagMs and readLagMs hide a new customizer for a while", async () => {
    const tenant = await testTenant();
    await switchOn(tenant, { listLagMs: 1_000, readLagMs: 1_000 });
    const send = await api(tenant);
    const { id, created } = tenant.edit.create("Payroll");
    const [listed, read] = [await send("GET", CUSTOMIZERS), await send("GET", `${CUSTOMIZERS}/${id}`)];
    if (Date.now() - Date.parse(created) < 1_000) {
      expect([listed.body, read.status]).toEqual([[], 404]);
    }
    await new Promise((done) => setTimeout(done, 1_050));
    expect((await send("GET", CUSTOMIZERS)).body).toHaveLength(1);
    expect((await send("GET", `${CUSTOMIZERS}/${id}`)).status).toBe(200);
  });
});

describe.each([CUSTOMIZERS, INSTANCES])("the listing at %s", (path) => {
  test("has pages of at most pageCap members", async () => {
    const { tenant, namesOf } = await tenantOfFive();
    await switchOn(tenant, { pageCap: 2 });
    expect(await namesOf(`${path}?limit=250`)).toEqual(["c0", "c1"]);
    expect(await namesOf(`${path}?offset=3&limit=1`)).toEqual(["c3"]);
    expect(await namesOf(`${path}?offset=4`)).toEqual(["c4"]);
    await switchOn(tenant, { pageCap: 0 });
    expect(await namesOf(path)).toHaveLength(5);
  });

  test("starts at the first member with ignoreOffset", async () => {
    const { tenant, namesOf } = await tenantOfFive();
    await switchOn(tenant, { ignoreOffset: true, refuseOffsetPastEnd: true });
    expect(await namesOf(`${path}?offset=5`)).toHaveLength(5);
    expect(await namesOf(`${path}?offset=2&limit=3`)).toEqual(["c0", "c1", "c2"]);
  });

  test("refuses an offset at its end with refuseOffsetPastEnd, but not if it is empty", async () => {
    const { tenant, send, namesOf } = await tenantOfFive();
    await switchOn(tenant, { refuseOffsetPastEnd: true });
    expect(await namesOf(`${path}?offset=4`)).toEqual(["c4"]);
    for (const offset of [5, 6]) {
      const refused = await send("GET", `${path}?offset=${offset}`);
      expect([refused.status, refused.body]).toEqual([400, { detailMessage: "Specified offset is invalid." }]);
    }
    const empty = await testTenant({ switches: { refuseOffsetPastEnd: true } });
    expect((await (await api(empty))("GET", `${path}?offset=0`)).body).toEqual([]);
  });

  test("is null with nullEmptyLists if it is empty", async () => {
    const tenant = await testTenant();
    const send = await api(tenant);
    expect((await send("GET", path)).body).toEqual([]);
    await switchOn(tenant, { nullEmptyLists: true });
    expect((await send("GET", path)).body).toBeNull();
  });
});

describe("connector instances", () => {
  test("are not listed with instancesUnlisted, but can be read", async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
    await switchOn(tenant, { instancesUnlisted: true });
    const send = await api(tenant);
    expect((await send("GET", INSTANCES)).status).toBe(403);
    expect((await send("GET", `${INSTANCES}/i1`)).status).toBe(200);
  });

  test.each([
    ["application/json-patch+json", 415],
    ["text/plain", 415],
    ["application/json", 200],
    ["application/json; charset=utf-8", 200],
  ])("are patched as %s with refusePatchContentType: %i", async (contentType, status) => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
    await switchOn(tenant, { refusePatchContentType: true });
    const { id } = tenant.edit.create("Payroll");
    const patch = [{ op: "replace", path: "/connectorCustomizerId", value: id }];
    const answer = await (await api(tenant))("PATCH", `${INSTANCES}/i1`, patch, contentType);
    expect(answer.status).toBe(status);
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(status === 200 ? id : undefined);
  });

  test("answer 400 with badIdIs400 if an unknown id is not a UUID", async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
    const send = await api(tenant);
    const statusOf = async (method: string, id: string) =>
      (await send(method, `${INSTANCES}/${id}`, method === "PATCH" ? [] : undefined)).status;
    const sourceId = "2c9180835d2e5168015d32f890ca1581";
    expect(await statusOf("GET", sourceId)).toBe(404);
    await switchOn(tenant, { badIdIs400: true });
    expect([await statusOf("GET", sourceId), await statusOf("PATCH", sourceId)]).toEqual([400, 400]);
    expect(await statusOf("GET", "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001")).toBe(404);
    expect(await statusOf("GET", "i1")).toBe(200);
  });
});

test("paths of a version that apiVersions lacks answer 404 as a gateway does, with a token and without", async () => {
  const tenant = await testTenant();
  const send = await api(tenant);
  await switchOn(tenant, { apiVersions: ["v2026"] });
  for (const path of [CUSTOMIZERS, "/connector-customizers/v1", "/beta/connector-customizers/c1", INSTANCES]) {
    const answer = await send("GET", path);
    expect([answer.status, answer.body]).toEqual([404, { message: "no Route matched with those values" }]);
    expect((await fetch(`${tenant.url}${path}`)).status).toBe(404);
  }
  expect((await send("GET", "/v2026/connector-customizers")).status).toBe(200);
  expect((await (await api(tenant))("GET", "/v2026/connector-customizers")).status).toBe(200);
});

test.each([
  { nope: 1 },
  { uniqueNames: "maybe" },
  { listLagMs: -1 },
  { pageCap: 1.5 },
  { apiVersions: ["v2023"] },
  { apiVersions: "v2025" },
])("switches refuse %j and stay as they are", async (body) => {
  const tenant = await testTenant();
  const before = { ...tenant.switches };
  const answer = await fetch(`${tenant.url}/_tenant/switches`, { method: "PATCH", body: JSON.stringify(body) });
  expect(answer.status).toBe(400);
  expect(tenant.switches).toEqual(before);
});
