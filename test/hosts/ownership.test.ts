import { describe, expect, onTestFinished, test } from "vitest";
import { ProviderProcess } from "../support/providerProcess";
import { configOf, routesOf, testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

async function start(options: Parameters<typeof testTenant>[0] = {}, config: Record<string, string> = {}) {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }], ...options });
  const provider = await ProviderProcess.start({ ...configOf(tenant), ...config });
  onTestFinished(() => provider.stop());
  const stateOf = (name: string) => ({ name, tenantId: tenant.tenantId, created: "2026" });
  return { tenant, provider, stateOf };
}

describe("what the program declares decides", () => {
  test("a refresh's diff claims nothing: what is not declared is deleted", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    await provider.diff(id, stateOf("a"), { name: "a" });
    await provider.check({ name: "b" });
    await provider.delete(id, stateOf("a"));
    expect(tenant.customizers).toEqual([]);
  });

  test("a customizer that a declared resource keeps is not deleted with another one", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    await provider.check({ name: "a", adopt: true }, { name: "a", adopt: true });
    await provider.diff(id, { ...stateOf("a"), adopt: true }, { name: "a", adopt: true });
    await provider.delete(id, stateOf("a"));
    expect(tenant.customizers).toMatchObject([{ id }]);
    expect(provider.output).toContain(`kept the connector customizer ${id}`);
    expect(tenant.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("a customizer that another resource failed to adopt is not deleted in the same run", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    tenant.fault({ route: "list", action: { status: 403 } });
    await provider.check({ name: "a", adopt: true });
    await expect(provider.create({ name: "a", adopt: true })).rejects.toThrow("403");
    await expect(provider.delete(id, stateOf("a"))).rejects.toThrow("was to adopt it, and failed");
    expect(tenant.customizers).toMatchObject([{ id }]);
  });

  test("a replaced customizer that no instance runs is deleted after one listing of the instances", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    const other = tenant.edit.create("other").id;
    tenant.edit.link("i1", other);
    await provider.check({ name: "b" }, { name: "a" });
    await provider.diff(id, stateOf("a"), { name: "b" });
    await provider.check({ name: "b" });
    const made = await provider.create({ name: "b" });
    tenant.clearRequests();
    await provider.delete(id, stateOf("a"));
    expect(tenant.customizers.map((one) => one.id)).toEqual([other, made.id]);
    expect(routesOf(tenant)).toEqual(["instances", "delete"]);
  });

  test("a replaced customizer whose code an instance runs is refused, also in a later run", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    tenant.edit.link("i1", id);
    await provider.check({ name: "b" }, { name: "a" });
    await provider.diff(id, stateOf("a"), { name: "b" });
    await provider.check({ name: "b" });
    const made = await provider.create({ name: "b" });
    await expect(provider.delete(id, stateOf("a"))).rejects.toThrow(/"Payroll SaaS" \(i1\).*--target-dependents/);

    const later = await ProviderProcess.start(configOf(tenant));
    onTestFinished(() => later.stop());
    await later.check({ name: "b" }, { name: "b" });
    await later.diff(made.id, made.props, { name: "b" });
    await expect(later.delete(id, stateOf("a"))).rejects.toThrow("still runs its code");
    expect(tenant.customizers).toHaveLength(2);
    tenant.edit.link("i1", made.id);
    await later.delete(id, stateOf("a"));
    expect(tenant.customizers.map((one) => one.id)).toEqual([made.id]);
  });

  describe("a customizer that another resource has adopted and is about to give up", () => {
    const scenario = async () => {
      const { tenant, provider, stateOf } = await start();
      const { id } = tenant.edit.create("a");
      await provider.check({ name: "a", adopt: true });
      const adopted = await provider.create({ name: "a", adopt: true });
      const later = await ProviderProcess.start(configOf(tenant));
      onTestFinished(() => later.stop());
      await later.check({ name: "b" }, { name: "a", adopt: true });
      await later.diff(id, adopted.props, { name: "b" });
      return { tenant, later, id, adopted, old: stateOf("a") };
    };

    test("is kept if the new one was never created, and a resource with the same customizer goes", async () => {
      const { tenant, later, id, old } = await scenario();
      await later.delete(id, old);
      expect(tenant.customizers.map((one) => one.id)).toEqual([id]);
    });

    test("is kept if the new one could not be created, whatever failed", async () => {
      const { tenant, later, id, old } = await scenario();
      tenant.fault({ route: "token", action: { status: 400 } });
      await expect(later.create({ name: "b" })).rejects.toThrow("get an access token");
      await later.delete(id, old);
      expect(tenant.customizers.map((one) => one.id)).toEqual([id]);
    });

    test("is deleted with its own resource, before or after the new one is created", async () => {
      const before = await scenario();
      await before.later.delete(before.id, before.adopted.props);
      expect(before.tenant.customizers).toEqual([]);

      const after = await scenario();
      const made = await after.later.create({ name: "b" });
      await after.later.delete(after.id, after.old);
      await after.later.delete(after.id, after.adopted.props);
      expect(after.tenant.customizers.map((one) => one.id)).toEqual([made.id]);
    });
  });

  test("a replaced customizer is kept if the listing of instances shows no links and an instance runs its code", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    tenant.edit.link("i1", id);
    tenant.fault({ route: "instances", count: "always", action: { wrongJson: [{ id: "i1", name: "Payroll SaaS" }] } });
    await provider.check({ name: "b" }, { name: "a" });
    await provider.diff(id, stateOf("a"), { name: "b" });
    await provider.check({ name: "b" });
    await provider.create({ name: "b" });
    await expect(provider.delete(id, stateOf("a"))).rejects.toThrow("still runs its code");
    expect(tenant.customizers).toHaveLength(2);
  });

  test.each([
    [403, true, "is not known whether a connector instance still runs its code"],
    [403, false, undefined],
    [404, false, undefined],
    [404, true, "is not known whether a connector instance still runs its code"],
  ])(
    "a replaced customizer, if the listing of instances answers %i and it has code: %s",
    async (status, code, refusal) => {
      const { tenant, provider, stateOf } = await start();
      const { id } = tenant.edit.create("a");
      if (code) {
        await tenant.edit.upload(id, await zipOf({ "index.js": "" }));
      }
      await provider.check({ name: "b" }, { name: "a" });
      await provider.diff(id, stateOf("a"), { name: "b" });
      await provider.check({ name: "b" });
      await provider.create({ name: "b" });
      tenant.fault({ route: "instances", count: "always", action: { status } });
      const deleted = provider.delete(id, stateOf("a"));
      await (refusal === undefined ? deleted : expect(deleted).rejects.toThrow(refusal));
      expect(tenant.customizers).toHaveLength(refusal === undefined ? 1 : 2);
    },
  );

  test("a destroy with refresh deletes a customizer that was replaced, as one without refresh does", async () => {
    const { tenant, provider, stateOf } = await start();
    const [old, made] = ["a", "b"].map((name) => tenant.edit.create(name).id);
    tenant.edit.link("i1", old ?? "");
    await provider.diff(made ?? "", { ...stateOf("b"), replacedCustomizerId: old }, { name: "b" });
    await provider.delete(old ?? "", stateOf("a"));
    expect(tenant.customizers.map(({ id }) => id)).toEqual([made]);
  });

  test("a delete before the replacement is not held up by a link", async () => {
    const { tenant, provider, stateOf } = await start();
    const { id } = tenant.edit.create("a");
    tenant.edit.link("i1", id);
    await provider.check({ name: "b" }, { name: "a" });
    await provider.diff(id, stateOf("a"), { name: "b" });
    await provider.delete(id, stateOf("a"));
    expect(tenant.customizers).toEqual([]);
  });
});

describe("the tenant of a create", () => {
  test("is compared with the state that the engine shows while the create waits", async () => {
    const { tenant, provider } = await start();
    await provider.check({ name: "a" }, { name: "a" });
    const creating = provider.create({ name: "b" });
    creating.catch(() => {});
    await new Promise((done) => setTimeout(done, 300));
    await provider.diff("c1", { name: "a", tenantId: "another", created: "2026" }, { name: "a" });
    await expect(creating).rejects.toThrow("this stack belongs to tenant another");
    expect(tenant.customizers).toEqual([]);
  });

  test("does not wait for a diff that never comes", async () => {
    const { tenant, provider } = await start();
    await provider.check({ name: "a" }, { name: "a" });
    await provider.create({ name: "b" });
    expect(tenant.customizers).toHaveLength(1);
  });

  test("is the pinned one, or nothing is made", async () => {
    const { tenant, provider } = await start({}, { tenantId: "pinned" });
    for (const attempt of [() => provider.create({ name: "a" }), () => provider.read("c1", { name: "a" })]) {
      const error = await attempt().catch((refused: Error) => refused);
      expect(String(error)).toMatch(/sailpoint:tenantId.* pins this stack to tenant pinned/);
      expect(String(error)).toContain(tenant.tenantId);
    }
    expect(tenant.customizers).toEqual([]);
  });
});

describe("a customizer that was created seconds ago and cannot be read yet", () => {
  test("is not gone for a later process, and its version is uploaded", async () => {
    const { tenant, provider } = await start({ switches: { readLagMs: 2_500 } });
    const { id, props } = await provider.create({ name: "a" });
    const later = await ProviderProcess.start(configOf(tenant));
    onTestFinished(() => later.stop());
    expect(await later.read(id, props)).toMatchObject({ id, props: { name: "a" } });
  }, 30_000);

  test("is deleted all the same", async () => {
    const { tenant, provider } = await start({ switches: { readLagMs: 2_500 } });
    const { id, props } = await provider.create({ name: "a" });
    await provider.delete(id, props);
    expect(tenant.customizers).toEqual([]);
  }, 30_000);

  test("is gone if it was deleted, ten seconds after its creation at the latest", async () => {
    const { tenant, provider } = await start();
    const { id, props } = await provider.create({ name: "a" });
    tenant.edit.remove(id);
    expect((await provider.read(id, props)).id).toBe("");
  }, 30_000);

  test("one of yesterday that was deleted is gone at once", async () => {
    const { tenant, provider, stateOf } = await start();
    tenant.edit.create("other");
    expect((await provider.read("gone", stateOf("a"))).id).toBe("");
    expect(routesOf(tenant).filter((route) => route === "read")).toHaveLength(1);
  });
});
