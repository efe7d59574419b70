import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const run = promisify(execFile);
const TIMEOUT = 300_000;
const PLUGIN = "./node_modules/pulumi-sailpoint/plugin/pulumi-resource-sailpoint";

let shelf: string;
let packed: string;

/** Outside of the repository: nothing of it is found by accident. */
beforeAll(async () => {
  shelf = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-"));
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", shelf], {
    cwd: resolve("."),
  });
  packed = join(shelf, (JSON.parse(stdout) as { filename: string }[])[0]?.filename ?? "");
}, TIMEOUT);

afterAll(() => rmSync(shelf, { recursive: true, force: true }));

async function install(folder: string, manager: "npm" | "pnpm"): Promise<void> {
  const dependencies = { "pulumi-sailpoint": `file:${packed}`, "@pulumi/pulumi": "3.248.0" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "no-code", private: true, dependencies }));
  const [command, ...args] =
    manager === "npm"
      ? ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline"]
      : ["npx", "--yes", "pnpm@10.28.2", "install", "--prefer-offline", "--no-frozen-lockfile"];
  await run(command as string, args, { cwd: folder, maxBuffer: 1e8 });
}

test.each(["npm", "pnpm"] as const)(
  "the packed package, installed with %s in a folder with spaces, serves the plugin",
  { timeout: TIMEOUT },
  async (manager) => {
    const base = join(shelf, `my ${manager} projects`);
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
