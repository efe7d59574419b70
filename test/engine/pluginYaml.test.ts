import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { routesOf, testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 180_000;
const PAYROLL = `resources:
  payroll:
    type: sailpoint:ConnectorCustomizer
`;

describe("examples/yaml", () => {
  test("up, empty preview, empty refresh, new content, destroy", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await YamlProject.open(tenant);
    project.example("yaml");
    project.init();
    await project.succeed("config", "set", "connectorInstanceId", "i1");
    const preview = await project.succeed("preview");
    expect(preview.match(/.*warning:.*/g)?.filter((line) => !line.includes("pulumi-language-yaml")) ?? []).toEqual([]);
    expect(tenant.requests).toEqual([]);

    await project.up();
    const [customizer] = tenant.customizers;
    expect(customizer?.name).toBe("Payroll");
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(customizer?.id);
    expect(tenant.versions(customizer?.id ?? "")).toHaveLength(1);
    expect(project.stateText()).not.toContain("__provider");

    tenant.clearRequests();
    await project.succeed("preview", "--expect-no-changes");
    await project.up("--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("refresh", "--yes", "--expect-no-changes");

    writeFileSync(join(project.folder, "customizer/index.js"), "exports.connectorCustomizer = async () => ({});\n");
    await project.up();
    expect(tenant.versions(customizer?.id ?? "")).toHaveLength(2);
    expect((await project.succeed("stack", "output", "version")).trim()).toBe("2");

    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
  });
});

describe("examples/twoTenants", () => {
  test("deploys to both tenants, changes nothing the second time, and destroys", { timeout: TIMEOUT }, async () => {
    const [sandbox, production] = [await testTenant(), await testTenant()];
    const project = await YamlProject.open({ url: "", clientId: "", clientSecret: "" });
    project.example("twoTenants");
    project.init();
    for (const [name, { url, clientId, clientSecret }] of Object.entries({ sandbox, production })) {
      await project.succeed("config", "set", `${name}Url`, url);
      await project.succeed("config", "set", `${name}ClientId`, clientId);
      await project.succeed("config", "set", "--secret", `${name}ClientSecret`, clientSecret);
    }
    await project.up();
    for (const tenant of [sandbox, production]) {
      expect(tenant.customizers.map(({ name }) => name)).toEqual(["Payroll"]);
      expect(tenant.versions(tenant.customizers[0]?.id ?? "")).toHaveLength(1);
      expect(project.stateText()).not.toContain(tenant.clientSecret);
      tenant.clearRequests();
    }
    await project.up("--expect-no-changes");
    expect([...sandbox.requests, ...production.requests]).toEqual([]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect([...sandbox.customizers, ...production.customizers]).toEqual([]);
  });
});

describe("the engine with the plugin", () => {
  test("drift is shown by refresh and repaired by the next up", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program(`${PAYROLL}    properties:\n      onNameChange: rename\n`);
    project.init();
    await project.up();
    const id = tenant.customizers[0]?.id ?? "";
    tenant.edit.rename(id, "Changed outside");
    expect(await project.succeed("refresh", "--yes", "--diff")).toContain("Changed outside");
    const preview = await project.succeed("preview", "--diff");
    expect(preview).toMatch(/~ name\s*: "Changed outside" => "payroll"/);
    await project.up();
    expect(tenant.customizers).toMatchObject([{ id, name: "payroll" }]);
  });

  test("bad inputs and a missing configuration are errors at the property", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program(`${PAYROLL}    properties:\n      name: " x "\n`);
    project.init();
    expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toMatch(
      /property name value .* has a problem: must not begin or end with white space/,
    );
    project.env["SAIL_CLIENT_SECRET"] = "";
    expect((await project.pulumi("up", "--yes", "--skip-preview")).output).toContain(
      "sailpoint:clientSecret is not set. Set it with `pulumi config set --secret sailpoint:clientSecret",
    );
    expect(tenant.requests).toEqual([]);
  });

  test("secrets and the environment stay out of the state; rotated credentials replace nothing", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program(`${PAYROLL}    properties:\n      name:\n        fn::secret: Hush-hush\n`);
    project.init();
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["Hush-hush"]);
    for (const text of ["Hush", tenant.clientSecret, tenant.clientId, tenant.url]) {
      expect(project.stateText()).not.toContain(text);
    }
    await project.succeed("config", "set", "--secret", "sailpoint:clientSecret", tenant.clientSecret);
    tenant.clearRequests();
    const preview = await project.succeed("preview");
    expect(preview).not.toContain("replace");
    await project.up();
    expect(project.stateText()).not.toContain(tenant.clientSecret);
    expect(tenant.requests).toEqual([]);
  });

  test("another tenant's credentials stop with an error that names both tenants, and delete nothing", {
    timeout: TIMEOUT,
  }, async () => {
    const [tenant, other] = [await testTenant(), await testTenant()];
    const project = await YamlProject.open(tenant);
    project.program(PAYROLL);
    project.init();
    await project.up();
    Object.assign(project.env, { SAIL_BASE_URL: other.url, SAIL_CLIENT_ID: other.clientId });
    project.env["SAIL_CLIENT_SECRET"] = other.clientSecret;
    for (const command of ["refresh", "destroy"]) {
      const { code, output } = await project.pulumi(command, "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      expect(output).toContain(tenant.tenantId);
      expect(output).toContain(other.tenantId);
    }
    expect(tenant.customizers).toHaveLength(1);
    expect(project.resources()).toHaveLength(2);
  });

  test("attaches to a plugin that was started by hand, for several runs", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program(PAYROLL);
    project.init();
    const plugin = spawn(resolve("plugin/pulumi-resource-sailpoint"), { env: project.env });
    onTestFinished(() => void plugin.kill("SIGKILL"));
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    project.env["PULUMI_DEBUG_PROVIDERS"] = `sailpoint:${String(port).trim()}`;
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["payroll"]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });

  test("functions and autonaming", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await YamlProject.open(tenant);
    project.program(`config:
  pulumi:autonaming:
    value:
      pattern: dev-\${name}
${PAYROLL}variables:
  instance:
    fn::invoke:
      function: sailpoint:getConnectorInstance
      arguments:
        name: Payroll SaaS
outputs:
  instance: \${instance.id}
  name: \${payroll.name}
`);
    project.init();
    await project.up();
    expect((await project.succeed("stack", "output", "instance")).trim()).toBe("i1");
    expect((await project.succeed("stack", "output", "name")).trim()).toBe("dev-payroll");
    expect(routesOf(tenant)).toContain("create");
  });
});
