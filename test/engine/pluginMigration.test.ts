import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { migrateState } from "../../cli/migrateState";
import { Project } from "../support/engine";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

test("a stack of the dynamic provider goes on with the plugin: nothing changes, and only reads reach the tenant", {
  timeout: 180_000,
}, async () => {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
  const project = await YamlProject.open(tenant);
  const files = { "index.js": "exports.connectorCustomizer = async () => ({});", "connector-spec.json": "{}" };
  Project.prototype.program.call(
    project,
    `new sailpoint.CustomizerDeployment("payroll", {
  name: pulumi.secret("Payroll"),
  archive: new pulumi.asset.FileArchive("./code"),
  connectorInstanceIds: ["i1"],
});\n`,
  );
  project.write("code", files);
  project.init();
  await project.succeed("config", "set", "--secret", "sailpoint:clientSecret", tenant.clientSecret);
  await project.up();

  const [before, after] = ["before.json", "after.json"].map((name) => join(project.folder, name)) as [string, string];
  await project.succeed("stack", "export", "--file", before);
  const { state, migrated } = migrateState(JSON.parse(readFileSync(before, "utf8")));
  expect(migrated).toBe(3);
  writeFileSync(after, JSON.stringify(state));
  await project.succeed("stack", "import", "--file", after);

  project.program(`resources:
  payroll:
    type: sailpoint:CustomizerDeployment
    properties:
      name:
        fn::secret: Payroll
      archive:
        fn::fileArchive: ./code
      connectorInstanceIds: [i1]
`);
  tenant.clearRequests();
  await project.succeed("preview", "--expect-no-changes");
  expect(tenant.requests).toEqual([]);
  await project.succeed("refresh", "--yes", "--expect-no-changes");
  expect(tenant.requests.filter(({ method }) => method !== "GET").map(({ route }) => route)).toEqual(
    expect.not.arrayContaining(["create", "update", "delete", "patchInstance"]),
  );
  await project.up("--expect-no-changes");
  expect(project.stateText()).not.toContain(tenant.clientSecret);
  await project.succeed("destroy", "--yes", "--skip-preview");
  expect(tenant.customizers).toEqual([]);
});
