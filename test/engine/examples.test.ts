import { execFile } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { routesOf, testTenant } from "../support/testTenant";

const run = promisify(execFile);

/** A copy of an example as it stands in the repository, without what was built there. */
function copyExample(name: string, project: Project): void {
  cpSync(resolve("examples", name), project.folder, {
    recursive: true,
    filter: (path) => !["node_modules", "dist"].includes(basename(path)),
  });
}

describe("examples/payroll", () => {
  test("is built by SailPoint's packer, deployed and linked, changed and deployed again", {
    timeout: 300_000,
  }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = new Project(tenant);
    copyExample("payroll", project);
    const build = () => run("npm", ["run", "build"], { cwd: project.folder });
    await build();
    project.init();
    await project.up();
    const [customizer] = tenant.customizers;
    expect(customizer?.name).toBe("Payroll");
    const versions = () => tenant.versions(customizer?.id ?? "");
    expect(versions()[0]?.entries.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["connector-spec.json", "index.js"]),
    );
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(customizer?.id);

    await build();
    await project.succeed("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(versions()).toHaveLength(1);

    const source = join(project.folder, "src/customizer.ts");
    writeFileSync(source, readFileSync(source, "utf8").replaceAll("department", "location"));
    await build();
    tenant.clearRequests();
    await project.up();
    expect(versions().map(({ version }) => version)).toEqual([1, 2]);
    expect(routesOf(tenant)).not.toContain("patchInstance");
    expect((await project.succeed("stack", "output", "version")).trim()).toBe("2");

    await project.succeed("refresh", "--yes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
  });
});

describe("examples/quickstart", () => {
  test("up, empty preview, empty refresh, destroy", { timeout: 180_000 }, async () => {
    const tenant = await testTenant();
    const project = new Project(tenant);
    copyExample("quickstart", project);
    writeFileSync(
      join(project.folder, "Pulumi.yaml"),
      readFileSync("Pulumi.yaml", "utf8").replace(/^main:.*$/m, "main: index.ts"),
    );
    project.init();
    await project.up();
    expect(tenant.customizers.map(({ name }) => name).sort()).toEqual(["Contractors", "Payroll"]);
    await project.succeed("preview", "--expect-no-changes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });
});
