import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PythonProject } from "../support/pythonProject";
import { testTenant } from "../support/testTenant";

// The first run builds the language host and the SDK generator, and installs Pulumi's SDK for Python.
const TIMEOUT = 600_000;

describe("examples/python", () => {
  test("up, empty preview, empty refresh, new content, destroy", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await PythonProject.open(tenant, "python");
    await project.init();
    await project.succeed("config", "set", "connectorInstanceId", "i1");
    await project.up();
    const [customizer] = tenant.customizers;
    expect(customizer?.name).toBe("Payroll");
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(customizer?.id);
    expect(tenant.versions(customizer?.id ?? "")).toHaveLength(1);

    tenant.clearRequests();
    await project.succeed("preview", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("refresh", "--yes", "--expect-no-changes");

    writeFileSync(join(project.folder, "customizer/index.js"), "exports.connectorCustomizer = async () => ({});\n");
    await project.up();
    expect((await project.succeed("stack", "output", "version")).trim()).toBe("2");

    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
  });
});
