import { describe, expect, test } from "vitest";
import { startTenant } from "../../tenant";
import { api } from "../support/api";
import { testTenant } from "../support/testTenant";

const PATH = "/v2025/connector-customizers";
const create = async (tenant: Parameters<typeof api>[0]) => (await api(tenant))("POST", PATH, { name: "Payroll" });

describe("a scripted fault", () => {
  test.each([
    ["resetBefore", { resetBefore: true }, 0],
    ["resetAfter", { resetAfter: true }, 1],
    ["cutBody", { cutBody: true }, 1],
  ] as const)("%s breaks the connection and leaves %#", async (_, action, made) => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action });
    await expect(create(tenant)).rejects.toThrow();
    expect(tenant.customizers).toHaveLength(made);
  });

  test.each([
    ["a status", { status: 503, headers: { "x-a": "b" } }, 503, 0],
    ["a status after the work", { status: 500, after: true }, 500, 1],
    ["HTML", { html: 502 }, 502, 0],
    ["a redirect", { redirect: "/elsewhere" }, 404, 0],
  ] as const)("answers with %s", async (_, action, status, made) => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", action });
    expect((await create(tenant)).status).toBe(status);
    expect(tenant.customizers).toHaveLength(made);
  });

  test("hits so many requests, after so many it lets pass", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", skip: 1, count: 2, action: { status: 503 } });
    const send = await api(tenant);
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      statuses.push((await send("GET", PATH)).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  test("hangs until the caller gives up", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", action: { hang: true } });
    const waiting = fetch(`${tenant.url}${PATH}`, { signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toThrow("timeout");
  });

  test("can be scripted over HTTP, and asked whether it has fired", async () => {
    const tenant = await testTenant();
    const spec = { route: "list", action: { status: 500 } };
    await fetch(`${tenant.url}/_tenant/faults`, { method: "POST", body: JSON.stringify(spec) });
    expect((await (await api(tenant))("GET", PATH)).status).toBe(500);
    expect(await (await fetch(`${tenant.url}/_tenant/faults`)).json()).toEqual([{ spec, fired: 1 }]);
  });

  test.each([
    [{}, "action"],
    [{ action: {} }, "{resetBefore}"],
    [{ action: { bogus: true } }, "{resetBefore}"],
    [{ action: { status: 99 } }, "action.status"],
    [{ action: { delayMs: "x" } }, "{delayMs}"],
    [{ route: "lists", action: { hang: true } }, "route"],
    [{ count: "never", action: { hang: true } }, "count"],
    [{ rout: "list", action: { hang: true } }, "rout"],
  ])("that is none, as %j, is refused", async (spec, told) => {
    const tenant = await testTenant();
    const answer = await fetch(`${tenant.url}/_tenant/faults`, { method: "POST", body: JSON.stringify(spec) });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(told);
    expect(await (await fetch(`${tenant.url}/_tenant/faults`)).json()).toEqual([]);
  });

  test("that never fires is told", async () => {
    const tenant = await startTenant();
    tenant.fault({ route: "delete", action: { status: 500 } });
    expect(() => tenant.assertFaultsFired()).toThrow('{"route":"delete"');
    await tenant.close();
  });
});

test("switches and instances are changed over HTTP, and what is none is refused", async () => {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "a" }] });
  const send = async (method: string, path: string, body: string) =>
    (await fetch(`${tenant.url}/_tenant/${path}`, { method, body })).status;
  expect(await send("PATCH", "switches", '{"uniqueNames":true,"listLagMs":5}')).toBe(200);
  expect(tenant.switches).toMatchObject({ uniqueNames: true, listLagMs: 5 });
  expect(await send("POST", "instances", '{"name":"b"}')).toBe(201);
  for (const body of ['{"nope":1}', '{"uniqueNames":"maybe"}', '{"listLagMs":-1}', "{", ""]) {
    expect(await send("PATCH", "switches", body)).toBe(400);
  }
  for (const body of ["{}", '{"name":5}', '{"name":""}', '{"name":"c","id":"i1"}', "{"]) {
    expect(await send("POST", "instances", body)).toBe(400);
  }
  expect(tenant.instances.map(({ name }) => name)).toEqual(["a", "b"]);
});
