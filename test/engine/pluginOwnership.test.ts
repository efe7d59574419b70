import { describe, expect, test } from "vitest";
import { routesOf, testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 180_000;

const customizer = (logical: string, name: string, more = "") => `  ${logical}:
    type: sailpoint:ConnectorCustomizer
    properties: { name: ${name}${more} }
`;
const linkTo = (of: string, logical: string) => `  ${logical}:
    type: sailpoint:ConnectorCustomizerLink
    properties: { connectorInstanceId: i1, customizerId: "\${${of}.id}" }
`;
const program = (...resources: string[]) => `resources:\n${resources.join("")}`;

async function opened(...resources: string[]) {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
  const project = await YamlProject.open(tenant);
  project.program(program(...resources));
  project.init();
  return { tenant, project, linked: () => tenant.instances[0]?.connectorCustomizerId };
}

describe("what belongs to whom, with the plugin", () => {
  test("a replaced customizer gets its link before the old one is deleted", { timeout: TIMEOUT }, async () => {
    const { tenant, project, linked } = await opened(customizer("a", "Old"), linkTo("a", "l"));
    await project.up();
    tenant.clearRequests();
    project.program(program(customizer("a", "New"), linkTo("a", "l")));
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["New"]);
    expect(linked()).toBe(tenant.customizers[0]?.id);
    const routes = routesOf(tenant);
    expect(routes.indexOf("patchInstance")).toBeLessThan(routes.indexOf("delete"));
  });

  test("a forced replacement with deleteBeforeReplace does not collide with itself", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await opened(customizer("a", "Same"), "    options: { deleteBeforeReplace: true }\n");
    await project.up();
    const id = tenant.customizers[0]?.id;
    await project.up("--replace", "urn:pulumi:test::under-test::sailpoint:index:ConnectorCustomizer::a");
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["Same"]);
    expect(tenant.customizers[0]?.id).not.toBe(id);
  });

  test("a forced replacement of the customizer alone keeps the old one as long as an instance runs its code", {
    timeout: TIMEOUT,
  }, async () => {
    const { tenant, project, linked } = await opened(customizer("a", "Old"), linkTo("a", "l"));
    await project.up();
    const old = linked();
    project.program(program(customizer("a", "New"), linkTo("a", "l")));
    for (const flag of ["--target-replace", "--target"]) {
      const urn = "urn:pulumi:test::under-test::sailpoint:index:ConnectorCustomizer::a";
      const alone = await project.pulumi("up", "--yes", "--skip-preview", flag, urn);
      expect(alone.code).not.toBe(0);
      expect(alone.output).toContain("--target-dependents");
      expect(linked()).toBe(old);
    }
    await project.up();
    expect(linked()).not.toBe(old);
    expect(tenant.customizers.map(({ id, name }) => [id, name])).toEqual([[linked(), "New"]]);
  });

  test("a link that moves to another resource stays; one that is removed is gone", { timeout: TIMEOUT }, async () => {
    const { tenant, project, linked } = await opened(customizer("a", "A"), linkTo("a", "before"));
    await project.up();
    project.program(program(customizer("a", "A"), linkTo("a", "after")));
    await project.up();
    expect(linked()).toBe(tenant.customizers[0]?.id);
    project.program(program(customizer("a", "A")));
    await project.up("--refresh");
    expect(linked()).toBeUndefined();
  });

  test("what another resource adopts in the same run stays", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await opened(customizer("before", "Same"));
    await project.up();
    const id = tenant.customizers[0]?.id;
    project.program(program(customizer("after", "Same", ", adopt: true")));
    await project.up();
    expect(tenant.customizers.map((one) => one.id)).toEqual([id]);
    expect(project.resources().filter(({ type }) => type === "sailpoint:index:ConnectorCustomizer")).toMatchObject([
      { id },
    ]);
  });

  test("a second customizer of the same name is an error that names the first", { timeout: TIMEOUT }, async () => {
    const { tenant, project } = await opened(customizer("a", "Same"), customizer("b", "Same"));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/another resource of this program/);
    expect(tenant.customizers).toHaveLength(1);
  });

  test("somebody else's link is an error, and stays", { timeout: TIMEOUT }, async () => {
    const { tenant, project, linked } = await opened(customizer("a", "A"), linkTo("a", "l"));
    const { id } = tenant.edit.create("Somebody else's");
    tenant.edit.link("i1", id);
    const { output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(output).toContain("takeOver: true");
    expect(linked()).toBe(id);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(linked()).toBe(id);
  });
});
