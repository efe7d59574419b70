import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installWith, type Manager, packedPackage } from "../support/packedPackage";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 300_000;
const FOLDER = "node_modules/pulumi-sailpoint/plugin";
const PLUGIN = `./${FOLDER}/pulumi-resource-sailpoint`;

const built = packedPackage();

async function install(folder: string, manager: Manager): Promise<void> {
  const dependencies = { "pulumi-sailpoint": `file:${built.packed}`, "@pulumi/pulumi": "3.248.0" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "no-code", private: true, dependencies }));
  await installWith(manager, folder);
}

/** Does what Pulumi's current language host for Node.js does with a plugin's folder: installs in it, then runs it with the SDK's script. */
async function startFolder(folder: string, manager: Manager): Promise<string> {
  const plugin = join(folder, FOLDER);
  await installWith(manager, plugin);
  const script = createRequire(join(realpathSync(plugin), "index.js")).resolve("@pulumi/pulumi/cmd/run-plugin");
  const running = spawn(process.execPath, [script, plugin, "127.0.0.1:1"], { cwd: folder });
  onTestFinished(() => void running.kill("SIGKILL"));
  const failed = once(running, "close").then(([code]) => [`ended with ${code}`]);
  const [port] = await Promise.race([once(running.stdout, "data"), failed]);
  return String(port);
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
    project.init();
    const schema = JSON.parse(await project.succeed("package", "get-schema", PLUGIN));
    expect(schema).toMatchObject({ name: "sailpoint", version: expect.stringMatching(/^\d/) });
    expect(await startFolder(project.folder, manager)).toMatch(/^\d+\n$/);
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
