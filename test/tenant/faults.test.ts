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
  ] as const)("%s breaks the connection", async (_, action, made) => {
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

  test("hits `count` requests after the `skip` that pass", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", skip: 1, count: 2, action: { status: 503 } });
    const send = await api(tenant);
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      statuses.push((await send("GET", PATH)).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  test.each([
    ["plain text", { status: 403, text: "Not for you" }, "text/plain; charset=utf-8", "Not for you"],
    ["another type", { status: 400, text: "<a/>", headers: { "Content-Type": "text/xml" } }, "text/xml", "<a/>"],
    ["JSON", { status: 400, body: { detailMessage: "No." } }, "application/json", { detailMessage: "No." }],
    ["JSON null", { status: 200, body: null }, "application/json", null],
    ["no body", { status: 500, text: "" }, "text/plain; charset=utf-8", ""],
    ["415", { status: 415, body: { message: "No." } }, "application/json", { message: "No." }],
  ] as const)("answers with %s as its content type says", async (_, action, contentType, body) => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", action });
    const answer = await (await api(tenant))("GET", PATH);
    expect([answer.status, answer.headers.get("content-type"), answer.body]).toEqual([
      action.status,
      contentType,
      body,
    ]);
  });

  test("answers the token endpoint with HTML", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "token", action: { html: 200 } });
    const answer = await fetch(`${tenant.url}/oauth/token`, { method: "POST" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect(await answer.text()).toContain("<!DOCTYPE html>");
  });

  test("hits only requests whose path has its part", async () => {
    const tenant = await testTenant();
    tenant.fault({ path: "/v2026/", count: "always", action: { status: 404 } });
    const send = await api(tenant);
    expect((await send("GET", PATH)).status).toBe(200);
    expect((await send("GET", "/v2026/connector-customizers")).status).toBe(404);
  });

  test("hits every third request", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", every: 3, count: "always", action: { status: 503 } });
    const send = await api(tenant);
    const statuses = [];
    for (let index = 0; index < 7; index++) {
      statuses.push((await send("GET", PATH)).status);
    }
    expect(statuses).toEqual([503, 200, 200, 503, 200, 200, 503]);
  });

  test("follows the one before it once that is used up", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", count: 2, action: { status: 503 } });
    tenant.fault({ route: "list", action: { status: 403 } });
    const send = await api(tenant);
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      statuses.push((await send("GET", PATH)).status);
    }
    expect(statuses).toEqual([503, 503, 403, 200]);
  });

  test("hangs until the caller gives up", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", action: { hang: true } });
    const waiting = fetch(`${tenant.url}${PATH}`, { signal: AbortSignal.timeout(200) });
    await expect(waiting).rejects.toThrow("timeout");
  });

  test("can be scripted over HTTP, and its hits are counted", async () => {
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
    [{ path: "", action: { hang: true } }, "path"],
    [{ every: 0, action: { hang: true } }, "every"],
    [{ action: { status: 400, text: 5 } }, "action"],
  ])("%j is not a fault and is refused", async (spec, named) => {
    const tenant = await testTenant();
    const answer = await fetch(`${tenant.url}/_tenant/faults`, { method: "POST", body: JSON.stringify(spec) });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(named);
    expect(await (await fetch(`${tenant.url}/_tenant/faults`)).json()).toEqual([]);
  });

  test("that never fires is an error of assertFaultsFired", async () => {
    const tenant = await startTenant();
    tenant.fault({ route: "delete", action: { status: 500 } });
    expect(() => tenant.assertFaultsFired()).toThrow('{"route":"delete"');
    await tenant.close();
  });
});

test("switches and instances can be changed over HTTP; malformed bodies are refused", async () => {
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
