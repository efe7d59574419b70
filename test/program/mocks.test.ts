import * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "pulumi-sailpoint";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly id?: string;
}

let registered: Registered[] = [];
let lists: Record<string, unknown> = {};

beforeEach(() => {
  registered = [];
  lists = {};
});

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs, id }) {
      registered.push({ type, name, inputs, ...(id ? { id } : {}) });
      return { id: id || `${name}-id`, state: { ...inputs, tenantId: "t1", created: "2026-01-01T00:00:00Z" } };
    },
    call: ({ inputs }) => ({ ...inputs, ...lists }),
  });
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((done) => output.apply(done));

describe("a program under setMocks", () => {
  test("sees a customizer's inputs and outputs", async () => {
    const customizer = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll", onNameChange: "rename" });
    expect(await value(customizer.id)).toBe("payroll-id");
    expect(await value(customizer.name)).toBe("Payroll");
    expect(await value(customizer.tenantId)).toBe("t1");
    expect(await value(customizer.imageVersion)).toBeUndefined();
    expect(registered).toMatchObject([
      {
        type: "pulumi-nodejs:dynamic/sailpoint:ConnectorCustomizer",
        name: "payroll",
        inputs: { name: "Payroll", onNameChange: "rename" },
      },
    ]);
  });

  test("names a customizer after the resource where it says no name", async () => {
    expect(await value(new sailpoint.ConnectorCustomizer("payroll").name)).toBe("payroll");
    expect(await value(new sailpoint.ConnectorCustomizer("wages", { adopt: true }).name)).toBe("wages");
  });

  test("reads by get with nothing but the id", async () => {
    const customizer = sailpoint.ConnectorCustomizer.get("existing", "c1");
    expect(await value(customizer.id)).toBe("c1");
    expect(registered[0]?.inputs).not.toHaveProperty("name");
  });

  test("cannot use the import option, and learns what to use", () => {
    expect(() => new sailpoint.ConnectorCustomizer("payroll", {}, { import: "c1" })).toThrow(
      /adopt: true.*ConnectorCustomizer\.get/,
    );
  });

  test("knows its own kind", () => {
    const customizer = new sailpoint.ConnectorCustomizer("payroll");
    expect(sailpoint.ConnectorCustomizer.isInstance(customizer)).toBe(true);
    expect(sailpoint.ConnectorCustomizer.isInstance({})).toBe(false);
    expect(sailpoint.ConnectorCustomizer.isInstance(undefined)).toBe(false);
  });
});

describe("versions, links and deployments under setMocks", () => {
  const archive = () => new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("1") });

  test("a deployment registers its children below it, under predictable names", async () => {
    const deployed = new sailpoint.CustomizerDeployment("payroll", {
      archive: archive(),
      connectorInstanceIds: ["i1", pulumi.output("i2")],
    });
    expect(await value(deployed.customizerId)).toBe("payroll-id");
    await vi.waitFor(() => expect(registered.map(({ name }) => name)).toContain("payroll-1"));
    const kinds = Object.fromEntries(
      registered.map((one) => [`${one.type.split(":").at(-1)} ${one.name}`, one.inputs]),
    );
    expect(kinds).toMatchObject({
      "CustomizerDeployment payroll": {},
      "ConnectorCustomizer payroll": { name: "payroll" },
      "ConnectorCustomizerVersion payroll": { customizerId: "payroll-id" },
      "ConnectorCustomizerLink payroll-i1": { connectorInstanceId: "i1", customizerId: "payroll-id" },
      "ConnectorCustomizerLink payroll-1": { connectorInstanceId: "i2", customizerId: "payroll-id" },
    });
  });

  test("a deployment refuses an instance that stands there twice", () => {
    const twice = { archive: archive(), connectorInstanceIds: ["i1", "i1"] };
    expect(() => new sailpoint.CustomizerDeployment("payroll", twice)).toThrow(/i1 stands in .* twice/);
  });

  test.each([
    ["i1", "a string"],
    [["i1", ""], "an empty text"],
    [["i1", 7], "a number"],
    [{ id: "i1" }, "an object"],
  ])("a deployment refuses the instances %j before it registers anything", (connectorInstanceIds, kind) => {
    const args = { archive: archive(), connectorInstanceIds } as unknown as sailpoint.CustomizerDeploymentArgs;
    expect(() => new sailpoint.CustomizerDeployment("payroll", args)).toThrow(
      new RegExp(`connectorInstanceIds must .*not ${kind}`),
    );
    expect(registered).toEqual([]);
  });

  test("a deployment takes its instances as an output, and links one that stands there twice once", async () => {
    const connectorInstanceIds = pulumi.output(Promise.resolve(["i1", "i2", "i1"]));
    new sailpoint.CustomizerDeployment("payroll", { archive: archive(), connectorInstanceIds, takeOver: true });
    await vi.waitFor(() => expect(registered.map(({ name }) => name)).toContain("payroll-i2"));
    const links = registered.filter(({ type }) => type.endsWith("Link"));
    expect(links.map(({ name }) => name)).toEqual(["payroll-i1", "payroll-i2"]);
    expect(links[0]?.inputs).toMatchObject({ connectorInstanceId: "i1", takeOver: true });
  });

  test("inputs that are secret are named to the provider, and others are not", async () => {
    new sailpoint.ConnectorCustomizer("a", { name: pulumi.secret("s") });
    new sailpoint.ConnectorCustomizer("b", { name: pulumi.output("p") });
    await vi.waitFor(() => expect(registered).toHaveLength(2));
    const marks = Object.fromEntries(registered.map(({ name, inputs }) => [name, inputs["__secretInputs"]]));
    expect(marks).toEqual({ a: ["name"], b: undefined });
  });

  test.each([
    [sailpoint.ConnectorCustomizerVersion, () => ({ customizerId: "c1", archive: archive() })],
    [sailpoint.ConnectorCustomizerLink, () => ({ customizerId: "c1", connectorInstanceId: "i1" })],
  ])("%o knows its own kind and refuses the import option", (of, args) => {
    const Kind = of as unknown as {
      new (name: string, args: object, opts?: pulumi.CustomResourceOptions): pulumi.CustomResource;
      isInstance(value: unknown): boolean;
    };
    expect(Kind.isInstance(new Kind("payroll", args()))).toBe(true);
    expect(Kind.isInstance(new sailpoint.ConnectorCustomizer("payroll"))).toBe(false);
    expect(() => new Kind("payroll", args(), { import: "x" })).toThrow(/cannot be imported.*without `import`/);
  });

  test("a lookup is the mock's call", async () => {
    expect(await sailpoint.getConnectorInstance({ name: "HR" })).toMatchObject({ name: "HR" });
    expect(await value(sailpoint.getConnectorCustomizerOutput({ id: "c1" }))).toMatchObject({ id: "c1" });
  });

  test("a lookup of all is the list in what the mock's call returns", async () => {
    lists = { connectorInstances: [{ id: "i1", name: "HR" }], connectorCustomizers: [{ id: "c1", name: "Payroll" }] };
    expect(await sailpoint.getConnectorInstances()).toEqual([{ id: "i1", name: "HR" }]);
    expect(await value(sailpoint.getConnectorCustomizersOutput())).toEqual([{ id: "c1", name: "Payroll" }]);
  });

  test("a mock whose call returns no list learns what to return", async () => {
    await expect(sailpoint.getConnectorCustomizers()).rejects.toThrow("Let it return { connectorCustomizers: […] }.");
  });
});
