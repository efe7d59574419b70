import { describe, expect, test } from "vitest";
import { SOURCE_CREDENTIAL, type Tenant } from "../../tenant";
import { api } from "../support/api";
import { testTenant } from "../support/testTenant";

const SOURCE_ID = "2c9180835d2e5168015d32f890ca1581";

async function listed(tenant: Tenant, query: string, version = "v2025"): Promise<string[]> {
  const { body } = await (await api(tenant))("GET", `/${version}/sources${query}`);
  return body.map(({ name }: { name: string }) => name);
}

describe("a source", () => {
  test.each(["v2024", "v2025", "v2026", "beta", "v3"])("leads to its connector instance under /%s", async (version) => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const [source] = tenant.sources;
    expect(source).toEqual({
      id: expect.stringMatching(/^[\da-f]{32}$/),
      name: "Payroll SaaS",
      connectorInstanceId: "i1",
    });
    const send = await api(tenant);
    const read = await send("GET", `/${version}/sources/${source?.id}`);
    expect(read.body).toMatchObject({ id: source?.id, name: "Payroll SaaS" });
    expect(read.body.connectorAttributes.spConnectorInstanceId).toBe("i1");
    expect((await send("GET", `/${version}/sources`)).body).toEqual([read.body]);
    expect((await send("GET", `/${version}/sources/no-such`)).status).toBe(404);
    expect(tenant.requests.map(({ route }) => route)).toEqual(["token", "source", "sources", "source"]);
  });

  test("holds credentials beside the instance's id", async () => {
    const tenant = await testTenant({ instances: [{ name: "Payroll SaaS" }] });
    const { body } = await (await api(tenant))("GET", "/v2025/sources");
    expect(JSON.stringify(body)).toContain(SOURCE_CREDENTIAL);
  });

  test("has an id and a name that differ from the instance's if they are given", async () => {
    const tenant = await testTenant();
    const source = { sourceId: SOURCE_ID, sourceName: "Payroll" };
    tenant.edit.addInstance("Payroll SaaS", "i1", source);
    const added = await fetch(`${tenant.url}/_tenant/instances`, {
      method: "POST",
      body: JSON.stringify({ name: "HR SaaS", id: "i2", sourceId: "0".repeat(32), sourceName: "HR" }),
    });
    expect(added.status).toBe(201);
    expect(tenant.sources).toEqual([
      { id: SOURCE_ID, name: "Payroll", connectorInstanceId: "i1" },
      { id: "0".repeat(32), name: "HR", connectorInstanceId: "i2" },
    ]);
    expect(() => tenant.edit.addInstance("Other", "i3", source)).toThrow(`already has a source ${SOURCE_ID}`);
    expect(tenant.instances).toHaveLength(2);
  });

  test("without SaaS Connectivity has no instance", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.addSource("Active Directory");
    await fetch(`${tenant.url}/_tenant/sources`, { method: "POST", body: '{"name":"Files"}' });
    const send = await api(tenant);
    const { connectorAttributes } = (await send("GET", `/v2025/sources/${id}`)).body;
    expect(connectorAttributes).not.toHaveProperty("spConnectorInstanceId");
    expect(await listed(tenant, "")).toEqual(["Active Directory", "Files"]);
  });
});

describe("the listing of sources", () => {
  const filter = (text: string) => `?filters=${encodeURIComponent(text)}`;

  test("filters by name and by id", async () => {
    const tenant = await testTenant({ instances: [{ name: "Payroll" }, { name: "Payroll 2" }, { name: 'The "HR"' }] });
    expect(await listed(tenant, filter('name eq "Payroll"'))).toEqual(["Payroll"]);
    expect(await listed(tenant, filter('name eq "The \\"HR\\""'))).toEqual(['The "HR"']);
    expect(await listed(tenant, filter('name eq "None"'))).toEqual([]);
    expect(await listed(tenant, filter(`id eq "${tenant.sources[1]?.id}"`))).toEqual(["Payroll 2"]);
  });

  test.each(["name", 'name co "a"', 'owner eq "a"', 'name eq "a" or 1'])("refuses the filter %s", async (text) => {
    const send = await api(await testTenant());
    expect((await send("GET", `/v2025/sources${filter(text)}`)).status).toBe(400);
  });

  test("has pages", async () => {
    const tenant = await testTenant({ instances: [{ name: "a" }, { name: "b" }, { name: "c" }] });
    expect(await listed(tenant, "?offset=1&limit=1")).toEqual(["b"]);
    tenant.switches.pageCap = 2;
    expect(await listed(tenant, "?offset=1")).toEqual(["b", "c"]);
  });
});
