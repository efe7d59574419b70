import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { pythonEnvironment } from "../support/pythonEnvironment";
import { PythonProject } from "../support/pythonProject";
import { testTenant } from "../support/testTenant";

// The first run builds the language host and the SDK generator, and installs Pulumi's SDK for Python.
const TIMEOUT = 600_000;

const PROGRAM = `import pulumi
import pulumi_sailpoint as sailpoint

config = pulumi.Config()
tenant = sailpoint.Provider(
    "tenant",
    base_url=config.require("url"),
    client_id=config.require("clientId"),
    client_secret=config.require_secret("clientSecret"),
)
options = pulumi.InvokeOptions(provider=tenant)
deployment = sailpoint.CustomizerDeployment(
    "payroll",
    archive=pulumi.AssetArchive({"index.js": pulumi.StringAsset("exports.connectorCustomizer = async () => ({});")}),
    connector_instance_ids=[sailpoint.get_connector_instance_output(name="Payroll SaaS", opts=options).id],
    on_name_change=sailpoint.OnNameChange.RENAME,
    opts=pulumi.ResourceOptions(providers=[tenant]),
)
pulumi.export("version", deployment.version)
`;

describe("a program in Python", () => {
  test("deploys with the component, a function and an explicit provider; a wrong input is an error", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await PythonProject.open({ url: "", clientId: "", clientSecret: "" }, "python");
    project.program(PROGRAM);
    project.init();
    await project.succeed("config", "set", "connectorInstanceId", "not used");
    for (const name of ["url", "clientId", "clientSecret"] as const) {
      await project.succeed("config", "set", "--secret", name, tenant[name]);
    }
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["payroll"]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(tenant.customizers[0]?.id);
    expect(project.stateText()).not.toContain(tenant.clientSecret);
    await project.up("--expect-no-changes");
    project.program(PROGRAM.replace('"payroll",', '"payroll",\n    name=" x ",'));
    expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain(
      "must not begin or end with white space",
    );
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });
});

test("without python3, the error says what to install", async () => {
  vi.stubEnv("PATH", "/nowhere");
  await expect(pythonEnvironment(["pulumi"]))
    .rejects.toThrow("Install Python 3.9 or newer")
    .finally(vi.unstubAllEnvs);
});

describe("examples/python", () => {
  test("up, empty preview, empty refresh, new content, destroy", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await PythonProject.open(tenant, "python");
    project.init();
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
