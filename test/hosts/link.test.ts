import { describe, expect, onTestFinished, test } from "vitest";
import type { FaultAction } from "../../tenant/faults";
import { HOSTS } from "../support/hostProcesses";
import { configOf, routesOf, testTenant } from "../support/testTenant";

async function openedBy(startHost: (typeof HOSTS)[number][1]) {
  const instances = [
    { id: "i1", name: "Payroll SaaS" },
    { id: "i2", name: "HR SaaS" },
  ];
  const tenant = await testTenant({ instances });
  const config = { ...configOf(tenant), requestTimeout: "1500ms" };
  const provider = await startHost(config, "ConnectorCustomizerLink");
  onTestFinished(() => provider.stop());
  const linkOf = (id: string) => tenant.instances.find((one) => one.id === id)?.connectorCustomizerId;
  return { tenant, provider, linkOf, ours: tenant.edit.create("Ours").id, other: tenant.edit.create("Other").id };
}

const FAULTS: Record<string, FaultAction> = {
  "429": { status: 429, headers: { "retry-after": "0" } },
  "500": { status: 500 },
  "502 as HTML": { html: 502 },
  "200 as HTML": { html: 200 },
  "reset before": { resetBefore: true },
  "reset after commit": { resetAfter: true },
  late: { delayMs: 3_000 },
  "cut body": { cutBody: true },
  "bad JSON": { badJson: true },
  "expired token": { expireToken: true },
};

describe.each(HOSTS)("a link on the %s", (_, startHost) => {
  const start = () => openedBy(startHost);

  test("is made with a JSON Patch as SailPoint's CLI sends it, and undone", async () => {
    const { tenant, provider, linkOf, ours } = await start();
    const { id, props } = await provider.create({ connectorInstanceId: "i1", customizerId: ours });
    expect(id).toBe("i1");
    expect(props).toMatchObject({ connectorInstanceName: "Payroll SaaS", tenantId: tenant.tenantId });
    expect(linkOf("i1")).toBe(ours);
    expect(routesOf(tenant)).toEqual(["instance", "patchInstance"]);
    expect(tenant.requests.at(-1)?.contentType).toBe("application/json-patch+json");
  });

  test.each(Object.keys(FAULTS))("is made, moved and undone through %s", { timeout: 60_000 }, async (name) => {
    const { tenant, provider, linkOf, ours, other } = await start();
    const fault = () => tenant.fault({ route: "patchInstance", action: FAULTS[name] as FaultAction });
    fault();
    const { props } = await provider.create({ connectorInstanceId: "i1", customizerId: ours });
    expect(linkOf("i1")).toBe(ours);
    fault();
    const moved = await provider.update("i1", props, { connectorInstanceId: "i1", customizerId: other });
    expect(linkOf("i1")).toBe(other);
    provider.stop();
    const later = await startHost(configOf(tenant), "ConnectorCustomizerLink");
    onTestFinished(() => later.stop());
    fault();
    await later.delete("i1", moved);
    expect(linkOf("i1")).toBeUndefined();
  });

  test("over another customizer's link is an error that names it, or takes it over", async () => {
    const { tenant, provider, linkOf, ours, other } = await start();
    tenant.edit.link("i1", other);
    const inputs = { connectorInstanceId: "i1", customizerId: ours };
    await expect(provider.create(inputs)).rejects.toThrow(new RegExp(`${other}.*takeOver: true`));
    expect(linkOf("i1")).toBe(other);
    await provider.create({ ...inputs, takeOver: true });
    expect(linkOf("i1")).toBe(ours);
  });

  test("of an instance that is not there lists the nearest", async () => {
    const { provider, ours } = await start();
    const creating = provider.create({ connectorInstanceId: "payroll-saas", customizerId: ours });
    await expect(creating).rejects.toThrow(
      'The nearest there are: "Payroll SaaS" (i1), "HR SaaS" (i2). SailPoint\'s interface shows no id of a connector instance: ' +
        "look it up with getConnectorInstance({ sourceName }).",
    );
  });

  test("is deleted only where it is still ours", async () => {
    const { tenant, provider, linkOf, ours, other } = await start();
    tenant.edit.link("i1", other);
    const state = { connectorInstanceId: "i1", customizerId: ours, tenantId: tenant.tenantId };
    await provider.delete("i1", state);
    expect(linkOf("i1")).toBe(other);
    await provider.delete("no-such-instance", state);
  });

  test("that a refresh finds moved by somebody else is not ours: it is left, and restored only by the program", async () => {
    const { tenant, provider, linkOf, ours, other } = await start();
    const { props } = await provider.create({ connectorInstanceId: "i1", customizerId: ours });
    tenant.edit.link("i1", other);
    const later = await startHost(configOf(tenant), "ConnectorCustomizerLink");
    onTestFinished(() => later.stop());
    const once = await later.read("i1", props);
    const twice = await later.read("i1", once.props);
    expect(twice).toMatchObject({ props: { customizerId: other }, inputs: { customizerId: other } });
    await later.delete("i1", twice.props);
    expect(linkOf("i1")).toBe(other);

    const declared = { connectorInstanceId: "i1", customizerId: ours };
    expect(await later.diff("i1", twice.props, declared)).toMatchObject({ changes: true, replaces: [] });
    const restored = await later.update("i1", twice.props, declared);
    expect(linkOf("i1")).toBe(ours);
    expect(restored).not.toHaveProperty("ownCustomizerId");
  });

  test("that the program declares as it was found is ours from then on", async () => {
    const { tenant, provider, linkOf, ours, other } = await start();
    const { tenantId } = tenant;
    const link = { connectorInstanceId: "i1", customizerId: other, connectorInstanceName: "Payroll SaaS" };
    const state = { ...link, ownCustomizerId: ours, tenantId };
    tenant.edit.link("i1", other);
    const declared = { connectorInstanceId: "i1", customizerId: other };
    await provider.check(declared, declared);
    expect(await provider.diff("i1", state, declared)).toMatchObject({ changes: true });
    tenant.clearRequests();
    const updated = await provider.update("i1", state, declared);
    expect(tenant.requests).toEqual([]);
    const later = await startHost(configOf(tenant), "ConnectorCustomizerLink");
    onTestFinished(() => later.stop());
    await later.delete("i1", updated);
    expect(linkOf("i1")).toBeUndefined();
  });

  test("of one instance to two customizers in one program is refused, whichever the engine shows first", async () => {
    const { tenant, provider, linkOf, ours, other } = await start();
    tenant.edit.link("i1", ours);
    const first = { connectorInstanceId: "i1", customizerId: ours };
    const second = { connectorInstanceId: "i1", customizerId: other, takeOver: true };
    await provider.check(first, first);
    await provider.check(second);
    await expect(provider.create(second)).rejects.toThrow("another resource of this program links it already");
    expect(linkOf("i1")).toBe(ours);
  });

  test("of an instance that is not there is named, also if the tenant refuses to list the instances", async () => {
    const { tenant, provider, ours } = await start();
    tenant.fault({ route: "instances", count: "always", action: { status: 403 } });
    const creating = provider.create({ connectorInstanceId: "nope", customizerId: ours });
    await expect(creating).rejects.toThrow("the tenant has no connector instance of this id");
  });

  test("is kept where the resource that replaces it is of the same instance", async () => {
    const { provider, linkOf, ours } = await start();
    const { props } = await provider.create({ connectorInstanceId: "i1", customizerId: ours });
    await provider.delete("i1", props);
    expect(linkOf("i1")).toBe(ours);
  });

  test("changes takeOver alone without a request", async () => {
    const { tenant, provider, ours } = await start();
    const { props } = await provider.create({ connectorInstanceId: "i1", customizerId: ours });
    tenant.clearRequests();
    const news = { connectorInstanceId: "i1", customizerId: ours, takeOver: true };
    expect(await provider.diff("i1", props, news)).toMatchObject({ changes: true, replaces: [] });
    expect(await provider.update("i1", props, news)).toMatchObject({ takeOver: true });
    expect(tenant.requests).toEqual([]);
  });

  test("is read together with others by one listing, or alone where the tenant refuses to list", async () => {
    const { tenant, provider, ours } = await start();
    const stateOf = (id: string) => ({ connectorInstanceId: id, customizerId: ours, tenantId: tenant.tenantId });
    const refresh = async () => {
      tenant.clearRequests();
      const readings = await Promise.all(["i1", "i2"].map((id) => provider.read(id, stateOf(id))));
      return readings.map(({ props }) => props["customizerId"]);
    };
    tenant.edit.link("i1", ours);
    tenant.edit.link("i2", ours);
    expect(await refresh()).toEqual([ours, ours]);
    expect(routesOf(tenant)).toEqual(["instances"]);

    tenant.edit.link("i2", null);
    expect(await refresh()).toEqual([ours, undefined]);
    expect(routesOf(tenant)).toEqual(["instances", "instance"]);

    tenant.fault({ route: "instances", action: { status: 403 } });
    expect(await refresh()).toEqual([ours, undefined]);
    expect(routesOf(tenant)).toEqual(["instances", "instance", "instance"]);
  });

  test("of another tenant's state is refused", async () => {
    const { tenant, provider, ours } = await start();
    const state = { connectorInstanceId: "i1", customizerId: ours, tenantId: "another" };
    const attempts = [provider.read("i1", state), provider.delete("i1", state)];
    await Promise.allSettled(attempts);
    for (const attempt of attempts) {
      await expect(attempt).rejects.toThrow(
        `belongs to tenant another, but the credentials are for tenant ${tenant.tenantId}`,
      );
    }
  });

  test("refuses wrong inputs", async () => {
    const { provider } = await start();
    const { failures } = await provider.check({ connectorInstanceId: "", takeOver: "yes" });
    expect(failures.map(({ property }) => property)).toEqual(["connectorInstanceId", "customizerId", "takeOver"]);
  });
});
