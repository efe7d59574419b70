import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { installWith, type Manager, packedPackage } from "../support/packedPackage";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 300_000;
const PLUGIN = "./node_modules/pulumi-sailpoint/plugin/pulumi-resource-sailpoint";

const built = packedPackage();

async function install(folder: string, manager: Manager): Promise<void> {
  const dependencies = { "pulumi-sailpoint": `file:${built.packed}`, "@pulumi/pulumi": "3.248.0" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "no-code", private: true, dependencies }));
  await installWith(manager, folder);
}

test.each(["npm", "pnpm", "yarn"] as const)(
  "the packed package, installed with %s in a folder with spaces, serves the plugin",
  { timeout: TIMEOUT },
  async (manager) => {
    const base = join(built.shelf, `my ${manager} projects`);
    mkdirSync(base);
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant, { base, linked: false });
    await install(project.folder, manager);
    project.program("resources:\n  payroll:\n    type: sailpoint:ConnectorCustomizer\n");
    await project.init();
    const schema = JSON.parse(await project.succeed("package", "get-schema", PLUGIN));
    expect(schema).toMatchObject({ name: "sailpoint", version: expect.stringMatching(/^\d/) });
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["payroll"]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);

    const { id } = tenant.edit.create("Existing");
    project.program("resources: {}\n");
    project.env["PATH"] = [join(project.folder, "node_modules/.bin"), project.env["PATH"]].join(delimiter);
    await project.succeed("import", "--from", "sailpoint", "--yes", "--protect=false");
    expect(project.resources()).toContainEqual(expect.objectContaining({ id }));
  },
);
