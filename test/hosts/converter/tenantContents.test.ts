import { describe, expect, test } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import { NOTHING, type StackContents, stackContents } from "../../../provider/hosts/converter/stackContents";
import { type Selection, tenantContents } from "../../../provider/hosts/converter/tenantContents";
import { configAt, jsonServer } from "../../support/jsonServer";
import { providerConfig, routesOf, testTenant } from "../../support/testTenant";

const select = (changes: Partial<Selection> = {}): Selection => ({
  names: [],
  links: true,
  stack: NOTHING,
  ...changes,
});
const nothing: StackContents = NOTHING;

async function payrollTenant() {
  const tenant = await testTenant({
    instances: ["i1", "i2", "i3"].map((id) => ({ id, name: `Source ${id}` })),
  });
  const [payroll, contractors, leavers] = ["Payroll", "Contractors", "Leavers"].map(
    (name) => tenant.edit.create(name).id,
  );
  tenant.edit.link("i1", payroll ?? "");
  tenant.edit.link("i2", contractors ?? "");
  tenant.clearRequests();
  return { tenant, client: new IscClient(providerConfig(tenant)), payroll, contractors, leavers };
}

describe("the contents of a tenant", () => {
  test("are its customizers and links, sorted by logical name, with two listings", async () => {
    const { tenant, client } = await payrollTenant();
    const { customizers, links, report } = await tenantContents(client, select());
    expect(customizers.map(({ logicalName }) => logicalName)).toEqual(["contractors", "leavers", "payroll"]);
    expect(links.map(({ logicalName }) => logicalName)).toEqual(["source-i1-link", "source-i2-link"]);
    expect(report).toEqual(["customizers: 3 found, 3 chosen; 0 left out", "links: 2 found, 2 chosen; 0 left out"]);
    expect(routesOf(tenant).sort()).toEqual(["instances", "list"]);
  });

  test("are left out by name, with the links of these customizers", async () => {
    const { client } = await payrollTenant();
    const { customizers, links, report } = await tenantContents(client, select({ names: ["Pay*", "L?avers"] }));
    expect(customizers.map(({ name }) => name)).toEqual(["Leavers", "Payroll"]);
    expect(links.map(({ id }) => id)).toEqual(["i1"]);
    expect(report[0]).toBe("customizers: 3 found, 2 chosen; 1 left out: 1 that no --name matches");
    expect(report[1]).toBe('links: 2 found, 1 chosen; 1 left out: 1 whose customizer is not chosen, "Source i2" (i2)');
  });

  test("are named alike, whatever is selected", async () => {
    const { tenant, client } = await payrollTenant();
    tenant.edit.create("payroll!");
    const all = await tenantContents(client, select());
    const part = await tenantContents(client, select({ names: ["payroll!"] }));
    expect(all.customizers).toContainEqual(part.customizers[0]);
    expect(part.customizers[0]?.logicalName).toMatch(/^payroll-/);
  });

  test("are left out if the stack has them, but not a new link of a customizer that it has", async () => {
    const { client, payroll = "", contractors = "" } = await payrollTenant();
    const stack = {
      customizers: new Map([
        [payroll, "payroll"],
        [contractors, "leavers"],
      ]),
      links: new Map([["i1", "source-i2-link"]]),
    };
    const { customizers, links, report } = await tenantContents(client, select({ stack }));
    expect(customizers.map(({ logicalName }) => logicalName)).toEqual([expect.stringMatching(/^leavers-/)]);
    expect(links.map(({ id, logicalName }) => [id, logicalName])).toEqual([["i2", "source-i2-link-i2"]]);
    expect(report[0]).toContain("2 left out: 2 that the stack has already");
    expect(report[1]).toContain("1 left out: 1 that the stack has already");
  });

  test("leave links out on request, and say how to if the tenant does not list its instances", async () => {
    const server = await jsonServer(({ url }) =>
      url.includes("instances") ? { status: 403, body: {} } : { body: [{ id: "c1", name: "One", imageVersion: 7 }] },
    );
    const client = new IscClient(configAt(server.url));
    await expect(tenantContents(client, select())).rejects.toThrow("--no-links");
    const { customizers, report } = await tenantContents(client, select({ links: false }));
    expect(customizers).toHaveLength(1);
    expect(report.join()).toContain("1 of the chosen customizers has uploaded code");
  });
});

test("a stack's contents are read from states of the dynamic provider and of the plugin; what `get` reads is not managed", () => {
  const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
  const resources = [
    { type: "pulumi:pulumi:Stack", urn: urn("pulumi:pulumi:Stack", "p-s") },
    { type: "pulumi-nodejs:dynamic/sailpoint:ConnectorCustomizer", urn: urn("a$b", "a::b"), id: "1" },
    { type: "sailpoint:index:ConnectorCustomizer", urn: urn("t", "c"), id: "2" },
    { type: "sailpoint:index:ConnectorCustomizer", urn: urn("t", "d"), id: "3", external: true },
    { type: "sailpoint:index:ConnectorCustomizerLink", urn: urn("t", "l"), id: "i1" },
  ];
  const { customizers, links } = stackContents(JSON.stringify({ version: 3, deployment: { resources } }));
  expect([...customizers]).toEqual([
    ["1", "a::b"],
    ["2", "c"],
  ]);
  expect([...links]).toEqual([["i1", "l"]]);
  expect(stackContents('{"version":3,"deployment":{}}')).toEqual(nothing);
});
