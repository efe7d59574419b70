import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { routesOf, testTenant } from "../support/testTenant";

const TIMEOUT = 120_000;

const names = (tenant: { customizers: readonly { name: string }[] }) =>
  tenant.customizers.map(({ name }) => name).sort();

describe("ConnectorCustomizer on the real engine", () => {
  test(
    "up, unchanged, refresh, change, drift, destroy",
    async () => {
      const tenant = await testTenant();
      const project = new Project(tenant);
      project.init();

      const three = (first: string, options = "") => `
        new sailpoint.ConnectorCustomizer("first", { name: "${first}"${options} });
        new sailpoint.ConnectorCustomizer("second");
        exports.third = new sailpoint.ConnectorCustomizer("third", { name: pulumi.output("Third") }).id;`;
      project.program(three("First"));
      await project.up();
      expect(names(tenant)).toEqual(["First", "Third", "second"]);
      expect(routesOf(tenant).sort()).toEqual(["create", "create", "create", "list"]);

      tenant.clearRequests();
      expect(await project.succeed("preview", "--expect-no-changes")).toContain("4 unchanged");
      expect(await project.succeed("up", "--yes", "--expect-no-changes")).toContain("4 unchanged");
      expect(tenant.requests).toEqual([]);
      expect(await project.succeed("refresh", "--yes", "--expect-no-changes")).toContain("4 unchanged");

      const before = tenant.customizers.find(({ name }) => name === "First");
      project.program(three("Renamed"));
      expect(await project.up()).toContain("1 replaced");
      expect(names(tenant)).toEqual(["Renamed", "Third", "second"]);
      const replaced = tenant.customizers.find(({ name }) => name === "Renamed");
      expect(replaced?.id).not.toBe(before?.id);

      tenant.clearRequests();
      project.program(three("In place", `, onNameChange: "rename"`));
      expect(await project.up()).toContain("1 updated");
      expect(tenant.customizers.find(({ name }) => name === "In place")?.id).toBe(replaced?.id);
      expect(tenant.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);

      const second = tenant.customizers.find(({ name }) => name === "second");
      tenant.edit.rename(replaced?.id ?? "", "Changed outside");
      tenant.edit.remove(second?.id ?? "");
      const refreshed = await project.succeed("refresh", "--yes");
      expect(refreshed).toContain("1 updated");
      expect(refreshed).toContain("1 deleted");
      const repaired = await project.up();
      expect(repaired).toContain("1 created");
      expect(repaired).toContain("1 updated");
      expect(names(tenant)).toEqual(["In place", "Third", "second"]);

      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(tenant.customizers).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    "keeps a short constant provider text in state, and no secret or token",
    async () => {
      const tenant = await testTenant({ clientSecret: "canary-secret-51" });
      const project = new Project(tenant, { SAIL_DEBUG: "1" });
      project.init();
      project.program(`new sailpoint.ConnectorCustomizer("payroll");`);
      const output = await project.up();
      const texts = project.resources().map(({ inputs }) => inputs?.["__provider"]);
      expect(texts).toEqual(['exports.handler = () => require("pulumi-sailpoint/dynamic/ConnectorCustomizer");']);
      expect(`${output}${project.stateText()}`).not.toMatch(/canary|eyJ[\w-]+\./);
      await project.succeed("destroy", "--yes", "--skip-preview");
    },
    TIMEOUT,
  );

  test(
    "replaces one that keeps its name by deleting it first, where the option says so and its link is gone, and else keeps it",
    async () => {
      const instances = [{ id: "i1", name: "Payroll SaaS" }];
      const tenant = await testTenant({ instances, switches: { refuseDeleteWhileLinked: true } });
      const project = new Project(tenant);
      project.init();
      const payroll = (args: string, opts: string) =>
        project.program(`
          const { id } = new sailpoint.ConnectorCustomizer("payroll", ${args}, ${opts});
          new sailpoint.ConnectorCustomizerLink("payroll", { connectorInstanceId: "i1", customizerId: id });`);
      payroll("{}", "{}");
      await project.up();
      const first = tenant.customizers[0]?.id;
      const urnOf = (kind: string) => project.resources().find(({ type }) => type.endsWith(kind))?.urn ?? "";
      const link = urnOf(":ConnectorCustomizerLink");
      const replaceIt = ["--replace", urnOf(":ConnectorCustomizer")];

      const refused = await project.pulumi("up", "--yes", "--skip-preview", ...replaceIt);
      expect(refused.output).toContain("deleteBeforeReplace: true");
      expect(tenant.customizers[0]?.id).toBe(first);

      payroll("{ adopt: true }", "{}");
      await project.up(...replaceIt);
      expect(tenant.customizers).toMatchObject([{ id: first, name: "payroll" }]);

      payroll("{}", "{ deleteBeforeReplace: true }");
      const linked = await project.pulumi("up", "--yes", "--skip-preview", ...replaceIt);
      expect(linked.output).toContain("run `pulumi destroy --target` with the link's URN");
      expect(tenant.customizers[0]?.id).toBe(first);

      await project.succeed("destroy", "--yes", "--skip-preview", "--target", link);
      await project.up(...replaceIt);
      expect(names(tenant)).toEqual(["payroll"]);
      expect(tenant.customizers[0]?.id).not.toBe(first);
      expect(tenant.instances[0]?.connectorCustomizerId).toBe(tenant.customizers[0]?.id);
      await project.succeed("destroy", "--yes", "--skip-preview");
    },
    4 * TIMEOUT,
  );

  test(
    "is not shared by two resources of a program, even where the stack adopts",
    async () => {
      const tenant = await testTenant();
      const project = new Project(tenant);
      project.init();
      await project.succeed("config", "set", "sailpoint:adopt", "true");
      const first = `new sailpoint.ConnectorCustomizer("first", { name: "Payroll" });`;
      project.program(first);
      await project.up();
      project.program(`${first}\nnew sailpoint.ConnectorCustomizer("second", { name: "Payroll" });`);
      const refused = await project.pulumi("up", "--yes", "--skip-preview");
      expect(refused.code).not.toBe(0);
      expect(refused.output).toContain("another resource of this program manages the one of this name");
      expect(project.resources()).toHaveLength(1);

      // The same customizer under another logical name is taken over, and not deleted with the old one.
      project.program(`new sailpoint.ConnectorCustomizer("second", { name: "Payroll" });`);
      await project.up();
      expect(names(tenant)).toEqual(["Payroll"]);
      expect(project.resources()).toMatchObject([{ id: tenant.customizers[0]?.id }]);
      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(tenant.customizers).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    "refuses the import option at once and reads by get",
    async () => {
      const tenant = await testTenant();
      const { id } = tenant.edit.create("Existing");
      const project = new Project(tenant);
      project.init();
      project.program(`new sailpoint.ConnectorCustomizer("payroll", {}, { import: "${id}" });`);
      const refused = await project.pulumi("up", "--yes", "--skip-preview");
      expect(refused.code).not.toBe(0);
      expect(refused.output).toContain("adopt: true");
      expect(refused.output).not.toContain("toJavaScript");

      project.program(`exports.found = sailpoint.ConnectorCustomizer.get("existing", "${id}").name;`);
      await project.up();
      expect(await project.succeed("stack", "output", "found")).toContain("Existing");
      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(names(tenant)).toEqual(["Existing"]);
    },
    TIMEOUT,
  );

  test(
    "leaves the state as it was where the tenant fails, and converges afterwards",
    async () => {
      const tenant = await testTenant();
      const project = new Project(tenant);
      project.init();
      project.program(`new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll", onNameChange: "rename" });`);
      await project.up();
      const before = project.resources();
      project.program(`new sailpoint.ConnectorCustomizer("payroll", { name: "Wages", onNameChange: "rename" });`);
      tenant.fault({
        route: "update",
        action: { status: 403, body: { detailCode: "403 Forbidden", trackingId: "t-1" } },
      });
      const failed = await project.pulumi("up", "--yes", "--skip-preview");
      expect(failed.code).not.toBe(0);
      expect(failed.output).toContain("sp:connector:manage");
      expect(failed.output).toContain("trackingId t-1");
      expect(project.resources()).toMatchObject(before.map(({ id, outputs }) => ({ id, outputs })));
      await project.up();
      expect(names(tenant)).toEqual(["Wages"]);
      await project.succeed("destroy", "--yes", "--skip-preview");
    },
    TIMEOUT,
  );
});
