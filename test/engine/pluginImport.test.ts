import { describe, expect, test } from "vitest";
import { routesOf, testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 180_000;
const CUSTOMIZER = "sailpoint:index:ConnectorCustomizer";
const LINK = "sailpoint:index:ConnectorCustomizerLink";

describe("pulumi import", () => {
  test("imports customizers and links; the program that it prints has a clean preview", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const { id } = tenant.edit.create("Existing");
    tenant.edit.link("i1", id);
    const project = await YamlProject.open(tenant);
    project.program("resources: {}\n");
    await project.init();
    const printed = [
      await project.succeed("import", CUSTOMIZER, "existing", id, "--yes", "--protect=false"),
      await project.succeed("import", LINK, "linked", "i1", "--yes", "--protect=false"),
    ].map((output) => output.slice(output.indexOf("\nresources:\n") + "\nresources:\n".length));
    project.program(`resources:\n${printed.join("")}`);
    tenant.clearRequests();
    await project.succeed("preview", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    await project.succeed("refresh", "--yes", "--expect-no-changes");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });

  test("says that an id does not exist, and what to do instead of importing a version", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    project.program("resources: {}\n");
    await project.init();
    const none = await project.pulumi("import", CUSTOMIZER, "none", "no-such-id", "--yes");
    expect(none.output).toContain("the tenant has none of this id");
    const version = await project.pulumi("import", "sailpoint:index:ConnectorCustomizerVersion", "v", "c/1", "--yes");
    expect(version.output).toContain("Declare a ConnectorCustomizerVersion with its archive");
    expect([none.code, version.code]).not.toContain(0);
  });
});

describe("pulumi do", () => {
  test("lists customizers", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("Existing");
    const project = await YamlProject.open(tenant);
    const plugin = "./node_modules/pulumi-sailpoint/plugin/pulumi-resource-sailpoint";
    const listed = await project.succeed("do", CUSTOMIZER, "list", "--package", plugin);
    expect(JSON.parse(listed)).toEqual([{ id, name: "Existing" }]);
    expect(routesOf(tenant)).toEqual(["list"]);
  });
});

describe("pulumi schema check", () => {
  test("has nothing to say about plugin/schema.json", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    const project = await YamlProject.open(tenant);
    const output = await project.succeed("schema", "check", "node_modules/pulumi-sailpoint/plugin/schema.json");
    expect(output.trim()).toBe("");
  });
});
