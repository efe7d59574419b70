import { copyFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { Project } from "../support/engine";
import { folderOf } from "../support/folder";
import { testTenant } from "../support/testTenant";

const INSTANCE = "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001";

const program = (name: string) => `
  const a = new sailpoint.ConnectorCustomizer("a", { name: "${name}" });
  const v = new sailpoint.ConnectorCustomizerVersion("v", { customizerId: a.id, archive: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("x"), "connector-spec.json": new pulumi.asset.StringAsset("{}") }) });
  new sailpoint.ConnectorCustomizerLink("l", { connectorInstanceId: "${INSTANCE}", customizerId: a.id }, { dependsOn: v });`;

test("a stack of version 4932af8 is unchanged, refreshes, is replaced in the promised order, and is destroyed", async () => {
  const data = join(folderOf(), "tenant.json");
  copyFileSync(resolve("test/fixtures/tenantOf4932af8.json"), data);
  const tenant = await testTenant({ dataFile: data });
  const project = new Project(tenant);
  project.init();
  await project.succeed("stack", "import", "--file", resolve("test/fixtures/stackOf4932af8.json"));

  project.program(program("Payroll"));
  expect(await project.succeed("preview", "--expect-no-changes")).toContain("4 unchanged");
  expect(tenant.requests).toEqual([]);
  await project.succeed("up", "--yes", "--refresh", "--expect-no-changes");

  project.program(program("Wages"));
  await project.up();
  expect(tenant.customizers.map(({ name }) => name)).toEqual(["Wages"]);
  expect(tenant.instances[0]?.connectorCustomizerId).toBe(tenant.customizers[0]?.id);

  await project.succeed("destroy", "--yes", "--skip-preview", "--refresh");
  expect(tenant.customizers).toEqual([]);
}, 120_000);
