import { describe, expect, onTestFinished, test } from "vitest";
import { ProviderProcess } from "../support/providerProcess";
import { configOf, routesOf, testTenant } from "../support/testTenant";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNREACHED = { baseUrl: "https://nowhere.invalid", clientId: "id", clientSecret: "secret" };

async function start(config: Record<string, string>, env?: NodeJS.ProcessEnv) {
  const provider = await ProviderProcess.start(config, "ConnectorCustomizer", env);
  onTestFinished(() => provider.stop());
  return provider;
}

describe("the dynamic provider process", () => {
  test("creates, reads, renames and deletes a customizer", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll", onNameChange: "rename" });
    expect(tenant.customizers).toMatchObject([{ id, name: "Payroll" }]);
    expect(props).toMatchObject({ name: "Payroll", onNameChange: "rename", tenantId: tenant.tenantId });
    expect(props["created"]).toEqual(expect.any(String));

    expect(await provider.read(id, props)).toMatchObject({
      id,
      props,
      inputs: { name: "Payroll", onNameChange: "rename" },
    });

    const renamed = await provider.update(id, props, { name: "Wages", onNameChange: "rename" });
    expect(renamed).toMatchObject({ ...props, name: "Wages" });
    expect(tenant.customizers).toMatchObject([{ id, name: "Wages" }]);

    await provider.delete(id, renamed);
    expect(tenant.customizers).toEqual([]);
    expect(await provider.read(id, renamed)).toMatchObject({ id: "" });
    await provider.delete(id, renamed);
    expect(tenant.requests.filter(({ route }) => route === "token")).toHaveLength(1);
  });

  test("makes no request for check and diff", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    await provider.check({ name: "Payroll" });
    await provider.diff("c1", { name: "Payroll" }, { name: "Wages" });
    expect(tenant.requests).toEqual([]);
  });

  test("tells a missing configuration for every resource, not only for the first", async () => {
    const provider = await start({});
    await expect(provider.check({ name: "a" })).rejects.toThrow("sailpoint:baseUrl is not set");
    await expect(provider.check({ name: "b" })).rejects.toThrow("SAIL_CLIENT_SECRET");
  });

  test("takes its configuration from the environment too", async () => {
    const tenant = await testTenant();
    const env = { SAIL_BASE_URL: tenant.url, SAIL_CLIENT_ID: tenant.clientId, SAIL_CLIENT_SECRET: tenant.clientSecret };
    const provider = await start({}, env);
    await provider.create({ name: "Payroll" });
    expect(tenant.customizers).toHaveLength(1);
  });

  test.each([
    [{ name: "" }, "name", "not empty"],
    [{ name: "  " }, "name", "not empty"],
    [{ name: 7 }, "name", "not 7"],
    [{ name: "Payroll " }, "name", 'must not begin or end with white space: "Payroll "'],
    [{ name: "a", onNameChange: "ignore" }, "onNameChange", '"replace" (the default) or "rename"'],
    [{ name: "a", adopt: "yes" }, "adopt", "true or false"],
  ])("refuses the inputs %j", async (inputs, property, reason) => {
    const provider = await start(UNREACHED);
    const { failures } = await provider.check(inputs);
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  test("takes a name that is not known yet, and previews it as a replacement", async () => {
    const provider = await start(UNREACHED);
    expect((await provider.check({ name: UNKNOWN })).failures).toEqual([]);
    expect(await provider.diff("c1", { name: "a" }, { name: UNKNOWN })).toMatchObject({
      changes: true,
      replaces: ["name"],
    });
  });

  test("diffs a name as replacement or, with onNameChange rename, as update", async () => {
    const provider = await start(UNREACHED);
    const state = { name: "a", tenantId: "t", created: "2026" };
    expect(await provider.diff("c1", state, { name: "a" })).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: true,
    });
    expect(await provider.diff("c1", state, { name: "b" })).toEqual({
      changes: true,
      replaces: ["name"],
      deleteBeforeReplace: false,
    });
    expect(await provider.diff("c1", state, { name: "b", onNameChange: "rename" })).toMatchObject({
      changes: true,
      replaces: [],
    });
  });

  test("takes composed characters for the same name as decomposed ones", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const made = await provider.create({ name: "Cafe\u0301" });
    const composed = { name: "Caf\u00e9" };
    expect(await provider.diff(made.id, made.props, composed)).toMatchObject({ changes: false, replaces: [] });
    await provider.update(made.id, made.props, { ...composed, onNameChange: "rename" });
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["Cafe\u0301"]);
  });

  test("changes an option alone without any request", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const state = { name: "a", adopt: true, tenantId: "t", created: "2026" };
    const news = { name: "a", onNameChange: "rename" };
    expect(await provider.diff("c1", state, news)).toMatchObject({ changes: true, replaces: [] });
    expect(await provider.update("c1", state, news)).toMatchObject({
      name: "a",
      onNameChange: "rename",
      tenantId: "t",
    });
    expect(tenant.requests).toEqual([]);
  });

  test("refuses a second customizer of a name, naming the first and the way to adopt it", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    const provider = await start(configOf(tenant));
    await expect(provider.create({ name: "Payroll" })).rejects.toThrow(id);
    await expect(provider.create({ name: "Payroll" })).rejects.toThrow("adopt: true");
    expect(tenant.customizers).toHaveLength(1);
  });

  test("refuses two of one name that are created at the same moment", async () => {
    const tenant = await testTenant({ latencyMs: 30 });
    const provider = await start(configOf(tenant));
    const results = await Promise.allSettled([
      provider.create({ name: "Payroll" }),
      provider.create({ name: "Payroll" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tenant.customizers).toHaveLength(1);
  });

  test("adopts the one customizer of a name, and says so", async () => {
    const tenant = await testTenant();
    const existing = tenant.edit.create("Payroll");
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll", adopt: true });
    expect(id).toBe(existing.id);
    expect(props).toMatchObject({ name: "Payroll", created: existing.created });
    expect(provider.output).toContain(`adopted the existing connector customizer ${id}`);
    expect(routesOf(tenant)).toEqual(["list", "read"]);
  });

  test("adopts by the stack's default, which a resource can refuse", async () => {
    const tenant = await testTenant();
    tenant.edit.create("Payroll");
    const provider = await start({ ...configOf(tenant), adopt: "true" });
    await expect(provider.create({ name: "Payroll", adopt: false })).rejects.toThrow("already has one");
    await provider.create({ name: "Payroll" });
    expect(tenant.customizers).toHaveLength(1);
  });

  test("does not choose among several of one name", async () => {
    const tenant = await testTenant();
    const ids = [tenant.edit.create("Payroll").id, tenant.edit.create("Payroll").id];
    const provider = await start(configOf(tenant));
    await expect(provider.create({ name: "Payroll", adopt: true })).rejects.toThrow(ids.join(", "));
  });

  test("does not adopt what another resource of the program has just created", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    await provider.create({ name: "Payroll", adopt: true });
    const second = provider.create({ name: "Payroll", adopt: true });
    await expect(second).rejects.toThrow("another resource of this program manages the one of this name");
  });

  test("does not adopt what another resource of the program has from an earlier run, unless it is to be replaced", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    const provider = await start(configOf(tenant));
    const state = { name: "Payroll", tenantId: tenant.tenantId, created: "2026" };
    await provider.check({ name: "Wages" }, { name: "Payroll" });
    await provider.diff(id, state, { name: "Wages" });
    await provider.create({ name: "Payroll", adopt: true });

    const later = await start(configOf(tenant));
    await later.check({ name: "Payroll" }, { name: "Payroll" });
    await later.diff(id, state, { name: "Payroll" });
    const second = later.create({ name: "Payroll", adopt: true });
    await expect(second).rejects.toThrow(`another resource of this program manages the one of this name, ${id}`);
  });

  test("creates N with N POSTs, one token and one listing", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    await Promise.all(Array.from({ length: 20 }, (_, index) => provider.create({ name: `c${index}` })));
    expect(routesOf(tenant).sort()).toEqual([...Array(20).fill("create"), "list"]);
    expect(tenant.requests).toHaveLength(22);
  });

  test("needs no request once a customizer is created, not even for a token that has expired meanwhile", async () => {
    const tenant = await testTenant({ tokenSeconds: 1 });
    tenant.fault({ route: "create", action: { delayMs: 1_200 } });
    const provider = await start(configOf(tenant));
    const { props } = await provider.create({ name: "Payroll" });
    expect(props["tenantId"]).toBe(tenant.tenantId);
    expect(tenant.requests.map(({ route }) => route)).toEqual(["token", "list", "create"]);
  });

  test("refuses another tenant's state instead of taking it for deleted", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const state = { name: "Payroll", tenantId: "tenant-of-the-state", created: "2026" };
    const attempts = [
      provider.read("c1", state),
      provider.update("c1", state, { name: "Wages", onNameChange: "rename" }),
      provider.delete("c1", state),
    ];
    await Promise.allSettled(attempts);
    for (const attempt of attempts) {
      await expect(attempt).rejects.toThrow(/tenant-of-the-state.*but the credentials are for tenant/);
      await expect(attempt).rejects.toThrow(tenant.tenantId);
    }
    expect(routesOf(tenant)).toEqual([]);
  });

  test("does not believe a rename that the tenant ignores", async () => {
    const tenant = await testTenant({ switches: { putIgnoresName: true } });
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll", onNameChange: "rename" });
    await expect(provider.update(id, props, { name: "Wages", onNameChange: "rename" })).rejects.toThrow(
      'onNameChange: "replace"',
    );
  });

  test("does not rename onto another customizer's name", async () => {
    const tenant = await testTenant();
    const other = tenant.edit.create("Wages");
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll", onNameChange: "rename" });
    const renaming = provider.update(id, props, { name: "Wages", onNameChange: "rename" });
    await expect(renaming).rejects.toThrow(other.id);
    await expect(renaming).rejects.not.toThrow("adopt");
    expect(tenant.requests.filter(({ route }) => route === "update")).toEqual([]);
  });

  test("does not rename two onto one name at the same moment", async () => {
    const tenant = await testTenant({ latencyMs: 30 });
    const provider = await start(configOf(tenant));
    const inputs = (name: string) => ({ name, onNameChange: "rename" });
    const made = await Promise.all(["a", "b"].map((name) => provider.create(inputs(name))));
    const results = await Promise.allSettled([
      ...made.map(({ id, props }) => provider.update(id, props, inputs("x"))),
      provider.create({ name: "x" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(tenant.customizers.filter(({ name }) => name === "x")).toHaveLength(1);
  });

  test.each([
    ["an answer without a body", { status: 200, body: "", after: true }],
    ["204", { status: 204, after: true }],
  ])("believes a rename after %s when a GET shows it", async (_, action) => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll", onNameChange: "rename" });
    tenant.clearRequests();
    tenant.fault({ route: "update", action });
    const renamed = await provider.update(id, props, { name: "Wages", onNameChange: "rename" });
    expect(renamed["name"]).toBe("Wages");
    expect(routesOf(tenant)).toEqual(["update", "read"]);
  });

  test("creates one that was deleted after the names were listed, instead of adopting what is gone", async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Payroll");
    const provider = await start(configOf(tenant));
    await provider.create({ name: "Other" });
    tenant.edit.remove(id);
    const made = await provider.create({ name: "Payroll", adopt: true });
    expect(tenant.customizers.map((one) => one.id)).toContain(made.id);
  });

  test("creates nothing in another tenant than the one the program's other resources are of", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    await provider.diff("c1", { name: "a", tenantId: "tenant-of-the-state", created: "2026" }, { name: "a" });
    await expect(provider.create({ name: "b" })).rejects.toThrow("belongs to tenant tenant-of-the-state");
    expect(tenant.customizers).toEqual([]);
  });

  test("takes a get of an id that is not there for an error", async () => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    await expect(provider.read("nope")).rejects.toThrow("the tenant has none of this id");
  });

  test("reads by id alone, as get does", async () => {
    const tenant = await testTenant();
    const { id, created } = tenant.edit.create("Payroll");
    const provider = await start(configOf(tenant));
    expect(await provider.read(id)).toMatchObject({
      id,
      props: { name: "Payroll", created },
      inputs: { name: "Payroll" },
    });
    expect(routesOf(tenant)).toEqual(["read"]);
  });

  test.each(["../x", "a/b", "..", ".", "a?b", "%2e%2e"])("keeps the id %j inside the collection", async (id) => {
    const tenant = await testTenant();
    const provider = await start(configOf(tenant));
    const { message } = await provider.read(id).then(
      () => new Error("it was read"),
      (error: Error) => error,
    );
    expect(message).toMatch(/is not an id|has none of this id/);
    const others = ["token", "list"];
    for (const { path, route } of tenant.requests.filter((request) => !others.includes(request.route))) {
      expect(route).toBe("read");
      expect(path).toBe(`/v2025/connector-customizers/${encodeURIComponent(id)}`);
    }
  });

  test("says what to do where a customizer is still linked", async () => {
    const tenant = await testTenant({
      switches: { refuseDeleteWhileLinked: true },
      instances: [{ id: "i1", name: "a" }],
    });
    const provider = await start(configOf(tenant));
    const { id, props } = await provider.create({ name: "Payroll" });
    tenant.edit.link("i1", id);
    await expect(provider.delete(id, props)).rejects.toThrow(
      "A connector instance may still be linked to it: unlink it",
    );
  });

  test("shows neither secret nor token, not even when debugging and failing", async () => {
    const tenant = await testTenant({ clientSecret: "canary-secret-7f3a" });
    const provider = await start(configOf(tenant), { SAIL_DEBUG: "1" });
    const { props } = await provider.create({ name: "Payroll" });
    tenant.fault({ route: "read", action: { status: 403, body: { messages: [{ text: "seen canary-secret-7f3a" }] } } });
    const error = await provider.read("c1", props).catch((failure: Error) => failure);
    const everything = `${provider.output} ${JSON.stringify(props)} ${error}`;
    expect(everything).toContain("POST /v2025/connector-customizers 201");
    expect(everything).toContain("403");
    expect(everything).not.toContain("canary");
    expect(everything).not.toMatch(/eyJ[\w-]+\./);
  });
});
