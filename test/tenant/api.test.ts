import { describe, expect, test } from "vitest";
import { api } from "../support/api";
import { testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const PATHS = [
  ["/v2024/connector-customizers", 201],
  ["/v2025/connector-customizers", 201],
  ["/v2026/connector-customizers", 201],
  ["/connector-customizers/v1", 201],
  ["/beta/connector-customizers", 200],
] as const;

describe("the token endpoint", () => {
  test.each(["form", "multipart form", "query", "basic"])("takes client credentials as %s", async (how) => {
    const tenant = await testTenant({ org: "acme", pod: "stg01" });
    const { clientId: client_id, clientSecret: client_secret } = tenant;
    const all = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret });
    const multipart = new FormData();
    for (const [name, value] of all) {
      multipart.set(name, value);
    }
    const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`;
    const ways: Record<string, [query: string, request: RequestInit]> = {
      form: ["", { body: all }],
      "multipart form": ["", { body: multipart }],
      query: [`?${all}`, {}],
      basic: ["?grant_type=client_credentials", { headers: { authorization: basic } }],
    };
    const [query, request] = ways[how] ?? ["", {}];
    const answer = await fetch(`${tenant.url}/oauth/token${query}`, { method: "POST", ...request });
    const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number };
    const claims = JSON.parse(Buffer.from(access_token.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({
      tenant_id: tenant.tenantId,
      org: "acme",
      pod: "stg01",
      user_name: "embedded.tenant",
    });
    expect(expires_in).toBe(720);
  });

  test.each([
    [{ grant_type: "client_credentials", client_id: "x", client_secret: "y" }, 401, "invalid_client"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
  ])("refuses %j", async (form, status, error) => {
    const tenant = await testTenant();
    const body = new URLSearchParams(form as Record<string, string>);
    const answer = await fetch(`${tenant.url}/oauth/token`, { method: "POST", body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error });
  });
});

describe.each(PATHS)("%s", (path, createdStatus) => {
  test("creates, lists, reads, renames, versions and deletes", async () => {
    const tenant = await testTenant();
    const send = await api(tenant);
    const created = await send("POST", path, { name: "Payroll" });
    expect(created.status).toBe(createdStatus);
    expect(created.body).toEqual({
      id: expect.any(String),
      name: "Payroll",
      tenantID: tenant.tenantId,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const { id } = created.body;
    expect((await send("GET", path)).body).toEqual([created.body]);
    expect((await send("GET", `${path}/${id}`)).body).toEqual(created.body);
    expect((await send("PUT", `${path}/${id}`, { name: "Wages" })).body).toEqual({ ...created.body, name: "Wages" });

    const version = await send("POST", `${path}/${id}/versions`, await zipOf({ "a.js": "1" }), "application/zip");
    const spelling =
      createdStatus === 200
        ? { connectorCustomizerId: id, imageId: expect.any(String) }
        : { customizerID: id, imageID: expect.any(String) };
    expect(version.body).toEqual({ ...spelling, version: 1, created: expect.any(String) });
    const imageID = version.body.imageID ?? version.body.imageId;
    expect((await send("GET", `${path}/${id}`)).body).toMatchObject({ imageVersion: 1, imageID });

    expect(await send("DELETE", `${path}/${id}`)).toMatchObject({ status: 204, body: "" });
    expect((await send("GET", `${path}/${id}`)).status).toBe(404);
    expect((await send("DELETE", `${path}/${id}`)).status).toBe(404);
  });

  test.each([{}, { name: "" }, { name: 7 }, []])("refuses to create from %j with an ErrorResponseDto", async (body) => {
    const tenant = await testTenant();
    const refused = await (await api(tenant))("POST", path, body);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      detailCode: expect.any(String),
      trackingId: expect.any(String),
      messages: [{ locale: "en-US", localeOrigin: "DEFAULT", text: expect.stringContaining("name") }],
      causes: [],
    });
    expect(tenant.customizers).toEqual([]);
  });

  test("serves pages within the documented bounds", async () => {
    const tenant = await testTenant();
    for (let index = 0; index < 260; index++) {
      tenant.edit.create(`c${index}`);
    }
    const send = await api(tenant);
    const namesOf = async (query: string) =>
      (await send("GET", `${path}${query}`)).body.map(({ name }: { name: string }) => name);
    expect(await namesOf("")).toHaveLength(250);
    expect(await namesOf("?offset=258")).toEqual(["c258", "c259"]);
    expect(await namesOf("?offset=1&limit=2")).toEqual(["c1", "c2"]);
    expect(await namesOf("?offset=1000")).toEqual([]);
    for (const query of ["?limit=251", "?limit=-1", "?offset=-1", "?offset=x"]) {
      expect((await send("GET", `${path}${query}`)).status).toBe(400);
    }
  });

  test("refuses a missing and an expired token with 401", async () => {
    const tenant = await testTenant();
    expect((await fetch(`${tenant.url}${path}`)).status).toBe(401);
    const send = await api(tenant);
    tenant.expireTokens();
    expect(await send("GET", path)).toMatchObject({
      status: 401,
      body: { error: "JWT validation failed: JWT is expired" },
    });
  });
});

describe("an upload", () => {
  test("is kept with its digest and its entries, and can be downloaded", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    const send = await api(tenant);
    const zip = await zipOf({ "dist/index.js": "code", "connector-spec.json": "{}" });
    await send("POST", `/v2025/connector-customizers/${id}/versions`, zip, "application/zip");
    expect(tenant.versions(id)).toMatchObject([
      {
        version: 1,
        size: zip.length,
        entries: [
          { path: "dist/index.js", size: 4 },
          { path: "connector-spec.json", size: 2 },
        ],
      },
    ]);
    const served = await fetch(`${tenant.url}/_tenant/customizers/${id}/versions/1/archive`);
    expect(Buffer.from(await served.arrayBuffer()).equals(zip)).toBe(true);
  });

  test("of bytes that are not a zip is refused", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    const send = await api(tenant);
    const path = `/v2025/connector-customizers/${id}/versions`;
    expect((await send("POST", path, Buffer.from("no zip"), "application/zip")).status).toBe(400);
    expect((await send("POST", path, await zipOf({}), "application/zip")).status).toBe(400);
    expect(tenant.versions(id)).toEqual([]);
  });
});

describe("a connector instance", () => {
  test("is linked and unlinked by JSON Patch, as SailPoint's CLI does", async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const { id } = tenant.edit.create("Payroll");
    const send = await api(tenant);
    const path = "/beta/connector-instances/i1";
    const patch = (operation: object) => send("PATCH", path, [operation], "application/json-patch+json");
    expect((await send("GET", "/beta/connector-instances")).body).toEqual([{ id: "i1", name: "Payroll SaaS" }]);
    const linked = await patch({ op: "replace", path: "/connectorCustomizerId", value: id });
    expect(linked.body).toEqual({ id: "i1", name: "Payroll SaaS", connectorCustomizerId: id });
    expect((await patch({ op: "remove", path: "/connectorCustomizerId" })).body).toEqual({
      id: "i1",
      name: "Payroll SaaS",
    });
    expect((await patch({ op: "replace", path: "/connectorCustomizerId", value: "no-such" })).status).toBe(400);
    expect((await patch({ op: "replace", path: "/name", value: "x" })).status).toBe(400);
    expect((await send("GET", "/beta/connector-instances/i2")).status).toBe(404);
  });
});

test("requests above the documented limit per token get 429 with Retry-After in seconds", async () => {
  const tenant = await testTenant({ rateLimit: { requests: 3, seconds: 10 } });
  const [first, second] = [await api(tenant), await api(tenant)];
  const statuses = [];
  for (let index = 0; index < 4; index++) {
    statuses.push((await first("GET", "/v2025/connector-customizers")).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await first("GET", "/v2025/connector-customizers");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(9);
  expect((await second("GET", "/v2025/connector-customizers")).status).toBe(200);
});

test("unknown paths are 404", async () => {
  const tenant = await testTenant();
  const send = await api(tenant);
  for (const path of ["/v2025/roles", "/v2025/connector-customizers/a/b", "/_tenant/nothing"]) {
    expect((await send("GET", path)).status).toBe(404);
  }
});

test.each([
  ...PATHS.flatMap(([path]) => [
    ["PATCH", path, "GET, HEAD, POST"],
    ["POST", `${path}/c1`, "GET, HEAD, PUT, DELETE"],
    ["GET", `${path}/c1/versions`, "POST"],
  ]),
  ["POST", "/beta/connector-instances", "GET, HEAD"],
  ["DELETE", "/beta/connector-instances/i1", "GET, HEAD, PATCH"],
  ["POST", "/v2025/sources", "GET, HEAD"],
  ["PATCH", "/v3/sources/s1", "GET, HEAD"],
  ["GET", "/oauth/token", "POST"],
  ["DELETE", "/", "GET, HEAD"],
  ["PUT", "/_tenant/faults", "GET, HEAD, POST, DELETE"],
])("%s %s is 405 and lists the allowed methods", async (method, path, allowed) => {
  const answer = await (await api(await testTenant()))(method, path);
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, allowed]);
});

test("a broken multipart upload is 400", async () => {
  const tenant = await testTenant();
  const { id } = tenant.edit.create("Payroll");
  const path = `/v2025/connector-customizers/${id}/versions`;
  const answer = await (await api(tenant))("POST", path, new Uint8Array([1]), "multipart/form-data; boundary=x");
  expect(answer.status).toBe(400);
});
