import { mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { folderOf } from "../support/folder";
import { testTenant } from "../support/testTenant";

const TIMEOUT = 120_000;

const count = (text: string, part: string) => text.split(part).length - 1;

describe("what a user reads", () => {
  test(
    "an error stands at its resource once",
    async () => {
      const tenant = await testTenant();
      const project = new Project(tenant);
      project.init();
      project.program(`new sailpoint.ConnectorCustomizer("payroll");`);
      await project.up();
      tenant.fault({ route: "read", count: "always", action: { status: 403 } });
      const { code, output } = await project.pulumi("refresh", "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      const [, diagnostics = ""] = output.split("Diagnostics:");
      expect(count(diagnostics, "Could not read the connector customizer")).toBe(1);
      expect(output).not.toMatch(/a call failed|reported|\.js:\d+/);
    },
    TIMEOUT,
  );

  test(
    "a secret name stands in no line, whatever fails",
    async () => {
      const tenant = await testTenant();
      const project = new Project(tenant);
      project.init();
      const named = (logicalName: string, name: string, args = "") =>
        `new sailpoint.ConnectorCustomizer("${logicalName}", { name: pulumi.secret("${name}")${args} });`;
      const outputs: string[] = [];
      const run = async (program: string, ...args: string[]) => {
        project.program(program);
        outputs.push((await project.pulumi(...(args.length > 0 ? args : ["up", "--yes", "--skip-preview"]))).output);
      };
      tenant.edit.create("canary-name");
      await run(named("a", "canary-name"));
      await run(named("a", " canary-space "));
      tenant.fault({ route: "create", action: { resetAfter: true } });
      await run(named("a", "canary-lost"));
      await run(named("a", "canary-lost") + named("b", "canary-lost"));
      await run(named("a", "canary-lost"), "refresh", "--yes", "--skip-preview");
      tenant.fault({ route: "update", action: { status: 403, body: { messages: [{ text: "no canary-new here" }] } } });
      await run(named("a", "canary-new", `, onNameChange: "rename"`));
      expect(outputs.join("\n")).not.toContain("canary");
      expect(outputs[0]).toContain("[secret]");
      expect(outputs[1]).toContain("must not begin or end with white space");
      expect(outputs[5]).toContain("403");
      expect(project.stateText()).not.toContain("canary");
    },
    TIMEOUT,
  );

  test(
    "a package that only another package has is named with the way out before anything is made",
    async () => {
      const tenant = await testTenant();
      const base = folderOf();
      mkdirSync(join(base, "node_modules/@pulumi"), { recursive: true });
      symlinkSync(resolve("node_modules/@pulumi/pulumi"), join(base, "node_modules/@pulumi/pulumi"));
      const project = new Project(tenant, {}, base);
      project.init();
      project.program(`new sailpoint.ConnectorCustomizer("payroll");`, resolve("dist/provider/index.js"));
      const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      expect(output).toContain("Add pulumi-sailpoint to this project's own dependencies");
      expect(output).not.toMatch(/Cannot find module|at Module\./);
      expect(tenant.requests).toEqual([]);
    },
    TIMEOUT,
  );
});
