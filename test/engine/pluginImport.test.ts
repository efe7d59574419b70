import { delimiter, resolve } from "node:path";
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
    project.init();
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
    project.init();
    const none = await project.pulumi("import", CUSTOMIZER, "none", "no-such-id", "--yes");
    expect(none.output).toContain("the tenant has none of this id");
    const version = await project.pulumi("import", "sailpoint:index:ConnectorCustomizerVersion", "v", "c/1", "--yes");
    expect(version.output).toContain("Declare a ConnectorCustomizerVersion with its archive");
    expect([none.code, version.code]).not.toContain(0);
  });
});

describe("pulumi import --from sailpoint", () => {
  test("imports a whole tenant with a few requests; its program has a clean preview", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    for (const name of ["Payroll", "Contractors", "Leavers", "Joiners"]) {
      tenant.edit.create(name);
    }
    tenant.edit.link("i1", tenant.customizers.find(({ name }) => name === "Payroll")?.id ?? "");
    const project = await YamlProject.open(tenant);
    project.env["PATH"] = [resolve("plugin"), project.env["PATH"]].join(delimiter);
    project.program("resources: {}\n");
    project.init();
    tenant.clearRequests();
    const output = await project.succeed("import", "--from", "sailpoint", "--yes", "--protect=false");
    expect(routesOf(tenant).length).toBeLessThanOrEqual(12);
    project.program(`resources:\n${output.slice(output.indexOf("\nresources:\n") + "\nresources:\n".length)}`);
    tenant.clearRequests();
    await project.succeed("preview", "--expect-no-changes");
    expect(tenant.requests).toEqual([]);
    expect(
      project
        .resources()
        .map(({ urn }) => urn.split("::").at(-1))
        .sort(),
    ).toEqual(expect.arrayContaining(["contractors", "joiners", "leavers", "payroll", "payroll-saas-link"]));
  });

  test("takes a part of the tenant, and says what it cannot read", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant();
    tenant.edit.create("Payroll");
    tenant.edit.create("Contractors");
    const project = await YamlProject.open(tenant);
    project.env["PATH"] = [resolve("plugin"), project.env["PATH"]].join(delimiter);
    project.program("resources: {}\n");
    project.init();
    const from = ["import", "--from", "sailpoint", "--yes", "--protect=false", "--"];
    expect((await project.pulumi(...from, "--nmae", "x")).output).toContain("[--name GLOB] [--no-links]");
    await project.succeed(...from, "--name", "Pay*");
    expect(project.stateText()).toContain("Payroll");
    expect(project.stateText()).not.toContain("Contractors");
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
