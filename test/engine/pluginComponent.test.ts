import { describe, expect, test } from "vitest";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 180_000;

function deployment(more: string): string {
  return `resources:
  payroll:
    type: sailpoint:CustomizerDeployment
    properties:
      archive:
        fn::assetArchive:
          index.js:
            fn::stringAsset: "exports.connectorCustomizer = async () => ({});"
          connector-spec.json:
            fn::stringAsset: "{}"
${more}outputs:
  version: \${payroll.version}
  customizerId: \${payroll.customizerId}
`;
}

describe("CustomizerDeployment in YAML", () => {
  test("deploys and links; an unchanged up sends nothing; destroy leaves nothing", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = await YamlProject.open(tenant);
    project.program(deployment("      connectorInstanceIds: [i1]\n"));
    project.init();
    await project.succeed("preview");
    expect(tenant.requests).toEqual([]);
    await project.up();
    const [customizer] = tenant.customizers;
    expect(customizer?.name).toBe("payroll");
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(customizer?.id);
    expect((await project.succeed("stack", "output", "version")).trim()).toBe("1");
    expect((await project.succeed("stack", "output", "customizerId")).trim()).toBe(customizer?.id);
    const types = project.resources().map(({ type }) => type);
    expect(types.filter((type) => type === "pulumi:providers:sailpoint")).toHaveLength(1);
    tenant.clearRequests();
    await project.up("--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeUndefined();
  });

  test("an explicit provider serves its children", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open({ url: "", clientId: "", clientSecret: "" });
    const { url, clientId, clientSecret } = tenant;
    const provider = `  sandbox:
    type: pulumi:providers:sailpoint
    properties: { baseUrl: "${url}", clientId: "${clientId}", clientSecret: "${clientSecret}" }
`;
    project.program(deployment(`    options:\n      provider: \${sandbox}\n${provider}`));
    project.init();
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["payroll"]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });

  test("a wrong input is an error that names it", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program(deployment("      connectorInstanceIds: [i1, i1]\n"));
    project.init();
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("stands in connectorInstanceIds twice");
    expect(tenant.customizers).toEqual([]);
  });
});
