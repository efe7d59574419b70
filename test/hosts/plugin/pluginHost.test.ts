import { status } from "@grpc/grpc-js";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Tenant } from "../../../tenant";
import { PluginProcess, type Props, secret, UNKNOWN_VALUE, urnOf } from "../../support/pluginProcess";
import { configOf, routesOf, testTenant } from "../../support/testTenant";

const CUSTOMIZER = urnOf("ConnectorCustomizer");
const LINK = urnOf("ConnectorCustomizerLink");
const VERSION = urnOf("ConnectorCustomizerVersion");

let tenant: Tenant;
let plugin: PluginProcess;

beforeEach(async () => {
  tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
  plugin = await PluginProcess.start();
  onTestFinished(() => plugin.stop());
});

const configure = (more: Props = {}) => plugin.configure({ ...configOf(tenant), ...more });

/** Another process, as the next run of the engine has it. */
async function configured(): Promise<PluginProcess> {
  const other = await PluginProcess.start();
  onTestFinished(() => other.stop());
  await other.configure(configOf(tenant));
  return other;
}

describe("handshake", () => {
  test("takes secrets and autonaming, and declines resource references and output values", async () => {
    const reply = await plugin.call("handshake", await handshakeRequest());
    expect(reply.toObject()).toMatchObject({
      acceptSecrets: true,
      acceptResources: false,
      acceptOutputs: false,
      supportsAutonamingConfiguration: true,
    });
  });

  test("names the version of the package", async () => {
    expect((await plugin.call("getPluginInfo")).getVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });

  test("answers calls that it does not serve with UNIMPLEMENTED", async () => {
    await configure();
    await expect(plugin.read(urnOf("Nothing"), "x")).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      message: expect.stringContaining("sailpoint:index:ConnectorCustomizer,"),
    });
  });
});

describe("configuration", () => {
  test("every missing setting is a failure at its property that names both ways to set it", async () => {
    const { failures } = await plugin.checkConfig({ clientId: "c" });
    expect(failures.map(({ property }) => property).sort()).toEqual(["", ""]);
    const reasons = failures.map(({ reason }) => reason).join("\n");
    expect(reasons).toContain("sailpoint:baseUrl is not set");
    expect(reasons).toContain("SAIL_BASE_URL");
    expect(reasons).toContain("sailpoint:clientSecret is not set");
  });

  test("a malformed setting is a failure at its property", async () => {
    const { failures } = await plugin.checkConfig({ ...configOf(tenant), apiVersion: "v1999" });
    expect(failures).toEqual([{ property: "apiVersion", reason: expect.stringContaining("must be one of") }]);
  });

  test("an explicit provider's failures name its inputs, at CheckConfig and at Configure", async () => {
    const { failures } = await plugin.checkConfig({ clientId: "c", apiVersion: "v1999", adopt: "no" }, "sandbox");
    const reasons = failures.map(({ reason }) => reason).join("\n");
    for (const part of [
      'baseUrl is not set. Set the input `baseUrl` of the provider "sandbox" or the environment variable SAIL_BASE_URL',
      "clientSecret is not set. Set the input `clientSecret`",
      "apiVersion must be one of",
      'adopt must be true or false, not "no". Set the input `adopt` of the provider "sandbox"',
    ]) {
      expect(reasons).toContain(part);
    }
    expect(reasons).not.toMatch(/pulumi config set|sailpoint:/);
    const configuring = plugin.configure({ clientId: "c" }, "sandbox");
    await expect(configuring).rejects.toThrow('The SailPoint provider "sandbox" is not configured');
    const refused = await configuring.catch(String);
    expect(refused).toContain("Set the input `baseUrl`");
    expect(refused).not.toContain("pulumi config set");
  });

  test("an address with the API's version leads an explicit provider to its own input", async () => {
    const baseUrl = "https://example.api.identitynow.com/v2024";
    const { failures } = await plugin.checkConfig({ ...configOf(tenant), baseUrl }, "sandbox");
    expect(failures[0]?.reason).toContain('set it as the input `apiVersion` of the provider "sandbox"');
    expect(failures[0]?.reason).not.toContain("sailpoint:");
  });

  test("the errors of an explicit provider's resources name its inputs, and those of the stack's its settings", async () => {
    const wrong = { ...configOf(tenant), clientSecret: "wrong" };
    await plugin.configure(wrong, "sandbox");
    await expect(plugin.create(CUSTOMIZER, { name: "Payroll" })).rejects.toThrow(
      'Check the input `clientId` of the provider "sandbox" and the input `clientSecret` (SAIL_CLIENT_ID, SAIL_CLIENT_SECRET)',
    );
    await plugin.configure(wrong);
    await expect(plugin.create(CUSTOMIZER, { name: "Payroll" })).rejects.toThrow(
      "Check sailpoint:clientId and sailpoint:clientSecret",
    );
  });

  test("the advice to adopt names an explicit provider's input", async () => {
    tenant.edit.create("Payroll");
    await plugin.configure(configOf(tenant), "sandbox");
    await expect(plugin.create(CUSTOMIZER, { name: "Payroll" })).rejects.toThrow(
      'set adopt: true on the resource (or the input `adopt` of the provider "sandbox")',
    );
  });

  test.each(["default", "default_0_1_0"])("the provider %s is the stack's", async (name) => {
    const { failures } = await plugin.checkConfig({}, name);
    expect(failures[0]?.reason).toContain("sailpoint:baseUrl is not set. Set it with `pulumi config set");
    await expect(plugin.configure({}, name)).rejects.toThrow("`pulumi config set sailpoint:clientId");
  });

  test("settings that are not known yet are no failure", async () => {
    expect((await plugin.checkConfig({ baseUrl: UNKNOWN_VALUE })).failures).toEqual([]);
  });

  test("the client secret becomes a secret, and the environment's values stay out", async () => {
    const { inputs } = await plugin.checkConfig({ ...configOf(tenant), clientSecret: "plain" });
    expect(inputs["clientSecret"]).toEqual(secret("plain"));
    expect(Object.keys(inputs).sort()).toEqual(["baseUrl", "clientId", "clientSecret"]);
  });

  test("the environment stands behind the configuration", async () => {
    const other = await PluginProcess.start({
      SAIL_BASE_URL: tenant.url,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
    });
    onTestFinished(() => other.stop());
    expect(await other.checkConfig({})).toEqual({ inputs: {}, failures: [] });
    await other.configure({});
    await other.create(CUSTOMIZER, { name: "Payroll" });
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["Payroll"]);
  });

  test("another address or rotated credentials replace nothing", async () => {
    const changed = { ...configOf(tenant), baseUrl: "https://other.api.identitynow.com", clientSecret: "rotated" };
    expect(await plugin.diffConfig(configOf(tenant), changed)).toMatchObject({ changes: true, replaces: [] });
    expect(await plugin.diffConfig(changed, changed)).toMatchObject({ changes: false, replaces: [] });
  });

  test("an explicit provider's inputs may be flags, and the program's inputs win over them", async () => {
    const { id } = tenant.edit.create("Payroll");
    await configure({ adopt: true, apiVersion: "v2024" });
    const own = plugin.create(CUSTOMIZER, { name: "Payroll", adopt: false });
    await expect(own).rejects.toThrow("already has one of this name");
    expect((await plugin.create(urnOf("ConnectorCustomizer", "b"), { name: "Payroll" })).id).toBe(id);
  });

  test("a refused configuration is an error of Configure that names both ways to set each value", async () => {
    await expect(plugin.configure({})).rejects.toMatchObject({ message: expect.stringContaining("SAIL_CLIENT_ID") });
  });
});

describe("check", () => {
  test("the default name is the logical name", async () => {
    await configure();
    expect(await plugin.check(urnOf("ConnectorCustomizer", "my::name"), {})).toEqual({
      inputs: { name: "my::name" },
      failures: [],
    });
  });

  test("the engine's autonaming decides the default name, and an existing customizer keeps its name", async () => {
    await configure();
    const proposed = { name: "payroll-7f3a", mode: "PROPOSE" } as const;
    expect((await plugin.check(CUSTOMIZER, {}, {}, proposed)).inputs).toEqual({ name: "payroll-7f3a" });
    expect((await plugin.check(CUSTOMIZER, {}, { name: "payroll-0001" }, proposed)).inputs).toEqual({
      name: "payroll-0001",
    });
    expect((await plugin.check(CUSTOMIZER, { name: "Given" }, {}, proposed)).inputs).toEqual({ name: "Given" });
    const disabled = await plugin.check(CUSTOMIZER, {}, {}, { name: "", mode: "DISABLE" });
    expect(disabled.failures).toEqual([
      { property: "name", reason: expect.stringContaining("autonaming is disabled") },
    ]);
  });

  test("failures name the property; a secret's failure shows no value", async () => {
    await configure();
    const { failures } = await plugin.check(CUSTOMIZER, { name: " x", adopt: "yes" });
    expect(failures.map(({ property }) => property)).toEqual(["name", "adopt"]);
    const hidden = await plugin.check(CUSTOMIZER, { name: secret(" hush-hush ") });
    expect(hidden.failures).toEqual([{ property: "", reason: expect.stringContaining("name: ") }]);
    expect(JSON.stringify(hidden.failures)).not.toContain("hush");
  });

  test("secrets and unknown values come back as they are", async () => {
    await configure();
    const news = { connectorInstanceId: secret("i1"), customizerId: UNKNOWN_VALUE };
    expect(await plugin.check(LINK, news)).toEqual({ inputs: news, failures: [] });
  });
});

describe("diff", () => {
  const state = { name: "Payroll", tenantId: "t", created: "2026-01-01T00:00:00Z" };

  test("a changed name replaces, as an update of that input", async () => {
    await configure();
    const diff = await plugin.diff(CUSTOMIZER, "c1", {
      oldInputs: { name: "Payroll" },
      olds: state,
      news: { name: "New" },
    });
    expect(diff).toEqual({
      changes: true,
      replaces: ["name"],
      deleteBeforeReplace: false,
      details: { name: { kind: "UPDATE_REPLACE", inputDiff: true } },
    });
  });

  test("an added and a removed option are an addition and a removal", async () => {
    await configure();
    const inputs = { name: "Payroll", adopt: true };
    const diff = await plugin.diff(CUSTOMIZER, "c1", {
      oldInputs: inputs,
      olds: { ...state, ...inputs },
      news: { name: "Payroll", onNameChange: "rename" },
    });
    expect(diff.details).toEqual({
      adopt: { kind: "DELETE", inputDiff: true },
      onNameChange: { kind: "ADD", inputDiff: true },
    });
    expect(diff.replaces).toEqual([]);
  });

  test("drift is a difference between the state and the inputs", async () => {
    await configure();
    const link = { connectorInstanceId: "i1", customizerId: "ours" };
    const olds = { ...link, customizerId: "theirs", connectorInstanceName: "x", tenantId: "t" };
    const diff = await plugin.diff(LINK, "i1", { oldInputs: link, olds, news: link });
    expect(diff.details).toEqual({ customizerId: { kind: "UPDATE", inputDiff: false } });
  });

  test("secret and plain values of the same text are no change", async () => {
    await configure();
    const news = { name: secret("Payroll") };
    expect(await plugin.diff(CUSTOMIZER, "c1", { oldInputs: { name: "Payroll" }, olds: state, news })).toMatchObject({
      changes: false,
      details: {},
    });
  });
});

describe("the life of resources", () => {
  test("previews send nothing: a create's outputs are unknown, an update's stay", async () => {
    await configure();
    const created = await plugin.create(CUSTOMIZER, { name: "Payroll" }, true);
    expect(created.id).toBe("");
    expect(created.properties).toMatchObject({ name: "Payroll", tenantId: UNKNOWN_VALUE, created: UNKNOWN_VALUE });
    const olds = { name: "Payroll", tenantId: "t", created: "c" };
    const updated = await plugin.update(
      CUSTOMIZER,
      "c1",
      { olds, news: { name: "New", onNameChange: "rename" } },
      true,
    );
    expect(updated).toEqual({ name: "New", onNameChange: "rename", tenantId: "t", created: "c" });
    expect(tenant.requests).toEqual([]);
  });

  test("create, read, update, link, unlink and delete reach the tenant", async () => {
    await configure();
    const inputs = { name: "Payroll", onNameChange: "rename" };
    const { id, properties } = await plugin.create(CUSTOMIZER, inputs);
    expect(properties).toMatchObject({ ...inputs, tenantId: tenant.tenantId });
    const linkInputs = { connectorInstanceId: "i1", customizerId: id };
    const link = await plugin.create(LINK, linkInputs);
    expect(link.properties).toMatchObject({ connectorInstanceName: "Payroll SaaS" });
    const renamed = await plugin.update(CUSTOMIZER, id, { olds: properties, news: { ...inputs, name: "New" } });
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["New"]);
    expect(await plugin.read(CUSTOMIZER, id, renamed, { ...inputs, name: "New" })).toMatchObject({
      id,
      inputs: { name: "New", onNameChange: "rename" },
    });
    const later = await configured();
    await later.delete(LINK, "i1", link.properties);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
    await later.delete(CUSTOMIZER, id, renamed);
    expect(tenant.customizers).toEqual([]);
    expect((await later.read(CUSTOMIZER, id, { ...renamed, created: "2020-01-01T00:00:00Z" })).id).toBe("");
  });

  test("a secret input stays secret in the state, after a refresh as well, and out of errors and log", async () => {
    await configure();
    const inputs = { name: secret("Hush-hush") };
    const { id, properties } = await plugin.create(CUSTOMIZER, inputs);
    expect(properties["name"]).toEqual(secret("Hush-hush"));
    const read = await plugin.read(CUSTOMIZER, id, properties, inputs);
    expect(read.properties?.["name"]).toEqual(secret("Hush-hush"));
    expect(read.inputs?.["name"]).toEqual(secret("Hush-hush"));
    const again = plugin.create(urnOf("ConnectorCustomizer", "again"), inputs);
    await expect(again).rejects.toThrow("the one of this name");
    await again.catch((error: Error) => expect(error.message).not.toContain("Hush"));
    expect(JSON.stringify(plugin.log) + plugin.output).not.toContain("Hush");
  });

  test("an import finds a customizer by its id and a link by its instance's id, with inputs that declare it", async () => {
    await configure();
    const { id } = await plugin.create(CUSTOMIZER, { name: "Payroll" });
    await plugin.create(LINK, { connectorInstanceId: "i1", customizerId: id });
    expect((await plugin.read(CUSTOMIZER, id)).inputs).toEqual({ name: "Payroll" });
    expect((await plugin.read(LINK, "i1")).inputs).toEqual({ connectorInstanceId: "i1", customizerId: id });
    await expect(plugin.read(CUSTOMIZER, "none")).rejects.toThrow("the tenant has none of this id");
    await expect(plugin.read(VERSION, `${id}/1`)).rejects.toThrow("Declare a ConnectorCustomizerVersion");
  });

  test("another tenant stops with the guard's error", async () => {
    const other = await testTenant();
    await plugin.configure(configOf(other));
    const olds = { name: "Payroll", tenantId: tenant.tenantId, created: "2020-01-01T00:00:00Z" };
    for (const call of [plugin.read(CUSTOMIZER, "c1", olds), plugin.delete(CUSTOMIZER, "c1", olds)]) {
      await expect(call).rejects.toThrow(`belongs to tenant ${tenant.tenantId}`);
    }
  });

  test("log lines reach the engine with the URN of their resource, and warnings as warnings", async () => {
    await configure();
    await plugin.create(CUSTOMIZER, { name: "Payroll" });
    const second = await configured();
    await second.create(CUSTOMIZER, { name: "Payroll", adopt: true });
    expect(second.log).toContainEqual({
      severity: "INFO",
      message: expect.stringContaining("adopted the existing connector customizer"),
      urn: CUSTOMIZER,
    });
  });
});

describe("functions and listing", () => {
  test("look up customizers and instances", async () => {
    await configure();
    const { id } = await plugin.create(CUSTOMIZER, { name: "Payroll" });
    const one = { id, name: "Payroll" };
    expect((await plugin.invoke("sailpoint:index:getConnectorCustomizer", { name: "Payroll" })).result).toMatchObject(
      one,
    );
    const all = await plugin.invoke("sailpoint:index:getConnectorCustomizers", {});
    expect(all.result).toMatchObject({ connectorCustomizers: [one] });
    const instance = { id: "i1", name: "Payroll SaaS" };
    expect((await plugin.invoke("sailpoint:index:getConnectorInstance", { id: "i1" })).result).toEqual(instance);
    const instances = await plugin.invoke("sailpoint:index:getConnectorInstances", {});
    expect(instances.result).toEqual({ connectorInstances: [instance] });
    expect(await plugin.list("sailpoint:index:ConnectorCustomizer")).toEqual([one]);
    expect(await plugin.list("sailpoint:index:ConnectorCustomizerLink")).toEqual([]);
  });

  test("wrong arguments are failures at the argument, and send nothing", async () => {
    await configure();
    const token = "sailpoint:index:getConnectorCustomizer";
    expect((await plugin.invoke(token, { id: "a", name: "b" })).failures[0]?.property).toBe("id");
    expect((await plugin.invoke(token, { nmae: "b" })).failures[0]?.property).toBe("nmae");
    expect((await plugin.invoke(token, {})).failures[0]?.reason).toContain("id or name");
    expect(routesOf(tenant)).toEqual([]);
  });

  test("versions cannot be listed", async () => {
    await configure();
    await expect(plugin.list("sailpoint:index:ConnectorCustomizerVersion")).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });
});

describe("the end", () => {
  test("after Cancel nothing is begun any more, until the next run is configured", async () => {
    await configure();
    await plugin.call("cancel");
    await expect(plugin.create(CUSTOMIZER, { name: "Payroll" })).rejects.toThrow("The run was cancelled");
    expect(tenant.requests).toEqual([]);
    await configure();
    await plugin.create(CUSTOMIZER, { name: "Payroll" });
    expect(tenant.customizers).toHaveLength(1);
  });

  test("the process ends by itself when its engine is gone", async () => {
    await configure();
    plugin.stopEngine();
    await plugin.ended(5_000);
  });
});

async function handshakeRequest() {
  const messages = await import("@pulumi/pulumi/proto/provider_pb.js");
  return new messages.ProviderHandshakeRequest();
}
