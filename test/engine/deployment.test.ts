import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { Project } from "../support/engine";
import { routesOf, testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const TIMEOUT = 180_000;
const INSTANCES = [
  { id: "i1", name: "Payroll SaaS" },
  { id: "i2", name: "HR SaaS" },
];
const FILES = { "connector-spec.json": "{}", "index.js": "module.exports = 1;" };

function writeFolder(project: Project, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project.folder, "code", path, ".."), { recursive: true });
    writeFileSync(join(project.folder, "code", path), text);
  }
}

const three = (name = "Payroll", archive = `new pulumi.asset.FileArchive("./code")`) => `
  const customizer = new sailpoint.ConnectorCustomizer("payroll", { name: "${name}" });
  const version = new sailpoint.ConnectorCustomizerVersion("payroll", { customizerId: customizer.id, archive: ${archive} });
  const link = new sailpoint.ConnectorCustomizerLink("payroll",
    { connectorInstanceId: "i1", customizerId: customizer.id }, { dependsOn: version });
  exports.version = version.version;
  exports.instance = link.connectorInstanceName;`;

async function start(): Promise<{ tenant: Tenant; project: Project }> {
  const tenant = await testTenant({ instances: INSTANCES });
  const project = new Project(tenant);
  project.init();
  writeFolder(project, FILES);
  return { tenant, project };
}

const linkOf = (tenant: Tenant, id: string) => tenant.instances.find((one) => one.id === id)?.connectorCustomizerId;

describe("customizer, version and link on the real engine", () => {
  test("a folder becomes a linked customizer in one up, and unchanged means no request", {
    timeout: TIMEOUT,
  }, async () => {
    const { tenant, project } = await start();
    project.program(three());
    expect(await project.succeed("preview")).not.toContain("warning: the archive");
    await project.up();
    const [customizer] = tenant.customizers;
    const id = customizer?.id ?? "";
    expect(tenant.versions(id).map(({ entries }) => entries.map(({ path }) => path))).toEqual([
      Object.keys(FILES).sort(),
    ]);
    expect(linkOf(tenant, "i1")).toBe(id);
    expect(routesOf(tenant).sort()).toEqual(["create", "instance", "list", "patchInstance", "read", "upload"]);

    tenant.clearRequests();
    await project.succeed("up", "--yes", "--expect-no-changes");
    await project.succeed("preview", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("refresh", "--yes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    tenant.clearRequests();
    await project.succeed("up", "--yes", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);

    writeFolder(project, { "index.js": "module.exports = 2;" });
    tenant.clearRequests();
    expect(await project.succeed("preview", "--diff")).toContain("replace");
    expect(tenant.requests).toEqual([]);
    await project.up();
    expect(tenant.versions(id).map(({ version }) => version)).toEqual([1, 2]);
    expect(routesOf(tenant)).toEqual(["read", "upload"]);
    expect((await project.succeed("stack", "output", "version")).trim()).toBe("2");

    await tenant.edit.upload(id, await zipOf({ "other.js": "by hand" }));
    expect(await project.succeed("refresh", "--yes")).toContain("updated");
    await project.up();
    expect(tenant.versions(id)).toHaveLength(4);
    expect(tenant.versions(id)[3]?.entries).toEqual(tenant.versions(id)[1]?.entries);

    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
    expect(linkOf(tenant, "i1")).toBeUndefined();
  });

  test("a zip that was only zipped again uploads nothing", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await start();
    const zip = async (year: number, files: Readonly<Record<string, string>> = FILES) =>
      writeFileSync(join(project.folder, "code.zip"), await zipOf(files, new Date(year, 1, 1)));
    await zip(2020);
    project.program(three("Payroll", `new pulumi.asset.FileArchive("./code.zip")`));
    await project.up();
    const id = tenant.customizers[0]?.id ?? "";
    tenant.clearRequests();
    await zip(2024);
    await project.succeed("up", "--yes", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("refresh", "--yes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await zip(2025);
    await project.succeed("up", "--yes", "--refresh", "--expect-no-changes");
    expect(tenant.versions(id)).toHaveLength(1);
    await zip(2024, { ...FILES, "index.js": "module.exports = 3;" });
    await project.up();
    expect(tenant.versions(id)).toHaveLength(2);
    await project.succeed("destroy", "--yes", "--skip-preview");
  });

  test("a replaced customizer has the code and the link before the old one goes", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await start();
    project.program(three());
    await project.up();
    tenant.clearRequests();
    project.program(three("Wages"));
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["Wages"]);
    const order = routesOf(tenant).filter((route) => ["create", "upload", "patchInstance", "delete"].includes(route));
    expect(order).toEqual(["create", "upload", "patchInstance", "delete"]);
    expect(linkOf(tenant, "i1")).toBe(tenant.customizers[0]?.id);
    expect(tenant.versions(tenant.customizers[0]?.id ?? "")).toHaveLength(1);
    await project.succeed("destroy", "--yes", "--skip-preview");
  });

  test("a link that was moved or removed by hand is shown and repaired", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await start();
    project.program(three());
    await project.up();
    const ours = tenant.customizers[0]?.id;
    const other = tenant.edit.create("Other").id;
    for (const moved of [other, null]) {
      tenant.edit.link("i1", moved);
      expect(await project.succeed("refresh", "--yes")).toContain(moved ? "updated" : "deleted");
      await project.up();
      expect(linkOf(tenant, "i1")).toBe(ours);
    }
    tenant.edit.link("i1", other);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(linkOf(tenant, "i1")).toBe(other);
  });
});

test("an instance that two links declare stays linked when one of them goes", { timeout: TIMEOUT }, async () => {
  const { tenant, project } = await start();
  const links = (...names: string[]) =>
    project.program(`
      const customizer = new sailpoint.ConnectorCustomizer("payroll");
      for (const name of ${JSON.stringify(names)}) {
        new sailpoint.ConnectorCustomizerLink(name, { connectorInstanceId: "i1", customizerId: customizer.id });
      }`);
  for (const names of [["a"], ["a", "b"], ["a"]]) {
    links(...names);
    await project.up();
    expect(linkOf(tenant, "i1")).toBe(tenant.customizers[0]?.id);
  }
  await project.succeed("destroy", "--yes", "--skip-preview");
  expect(linkOf(tenant, "i1")).toBeUndefined();
});

test("a CustomizerDeployment does the least possible", { timeout: TIMEOUT }, async () => {
  const { tenant, project } = await start();
  const deployment = (name: string, ids: string[]) =>
    project.program(`
      const deployed = new sailpoint.CustomizerDeployment("payroll", {
        name: "${name}", archive: new pulumi.asset.FileArchive("./code"), onNameChange: "rename",
        connectorInstanceIds: ${JSON.stringify(ids)},
      });
      exports.version = deployed.version;
      const uploaded = pulumi.all([deployed.customizerId, deployed.version]).apply(([id]) => id);
      exports.found = sailpoint.getConnectorCustomizerOutput({ id: uploaded }).imageVersion;`);
  const changesOf = () => routesOf(tenant).filter((route) => !["read", "list", "instance"].includes(route));

  deployment("Payroll", ["i1"]);
  await project.up();
  expect(changesOf()).toEqual(["create", "upload", "patchInstance"]);
  expect((await project.succeed("stack", "output", "found")).trim()).toBe("1");

  for (const [change, expected] of [
    [() => deployment("Wages", ["i1"]), ["update"]],
    [() => deployment("Wages", ["i2", "i1"]), ["patchInstance"]],
    [() => writeFolder(project, { "more.js": "" }), ["upload"]],
    [() => deployment("Wages", ["i2"]), ["patchInstance"]],
    [() => {}, []],
  ] as const) {
    tenant.clearRequests();
    change();
    await project.up();
    expect(changesOf()).toEqual(expected);
  }
  expect([linkOf(tenant, "i1"), linkOf(tenant, "i2")]).toEqual([undefined, tenant.customizers[0]?.id]);
  await project.succeed("destroy", "--yes", "--skip-preview");
  expect(tenant.customizers).toEqual([]);
});

test.each([
  [
    "a lookup that finds nothing",
    `exports.id = sailpoint.getConnectorInstanceOutput({ name: "Pay SaaS" }).id;`,
    '"Payroll SaaS" (i1)',
  ],
  [
    "an archive that is not there",
    `exports.version = new sailpoint.ConnectorCustomizerVersion("payroll",
       { customizerId: "c1", archive: new pulumi.asset.FileArchive("./not-built.zip") }).version;`,
    'ConnectorCustomizerVersion "payroll": ./not-built.zip does not exist',
  ],
  [
    "an asset that is not there",
    `new sailpoint.CustomizerDeployment("payroll",
       { archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset("./no.js") }) });`,
    'ConnectorCustomizerVersion "payroll": ./no.js does not exist',
  ],
  [
    "a file that is no zip",
    `exports.version = new sailpoint.ConnectorCustomizerVersion("payroll",
       { customizerId: "c1", archive: new pulumi.asset.FileArchive("./package.json") }).version;`,
    "./package.json is neither a folder nor a .zip",
  ],
  [
    "an empty text",
    `new sailpoint.ConnectorCustomizerVersion("payroll",
       { customizerId: "c1", archive: new pulumi.asset.AssetArchive({ "a.js": new pulumi.asset.StringAsset("") }) });`,
    '"a.js" is an empty StringAsset',
  ],
])("%s stops the program with its message alone", { timeout: TIMEOUT }, async (_, program, told) => {
  const { project } = await start();
  project.ownProcess = true;
  project.program(program);
  const { code, output } = await project.pulumi("preview");
  expect(code).not.toBe(0);
  expect(output).toContain(told);
  expect(output).not.toMatch(/^ +at /m);
});
