import { execFile } from "node:child_process";
import { cpSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { folderOf } from "../support/folder";
import { generateSdks } from "../support/generatedSdks";
import { go } from "../support/go";
import { testTenant } from "../support/testTenant";

const run = promisify(execFile);
// The first run compiles the engine's code generators and Pulumi's SDK for Go.
const TIMEOUT = 900_000;
// `pulumi package add` writes the entry `packages`.
const PROJECT = `name: under-test
runtime: nodejs
main: built/
packages:
  sailpoint: ./node_modules/pulumi-sailpoint/plugin
`;
const TYPESCRIPT = `import * as pulumi from "@pulumi/pulumi";
import * as dynamicProvider from "pulumi-sailpoint";
import * as sailpoint from "./sdk";

const archive = new pulumi.asset.AssetArchive({
  "index.js": new pulumi.asset.StringAsset("exports.connectorCustomizer = async () => ({});"),
});
const payroll = new sailpoint.ConnectorCustomizer("payroll", {
  name: "Payroll",
  onNameChange: sailpoint.OnNameChange.Rename,
});
const code = new sailpoint.ConnectorCustomizerVersion("code", { customizerId: payroll.id, archive });
const instance = sailpoint.getConnectorInstanceOutput({ name: "Payroll SaaS" });
new sailpoint.ConnectorCustomizerLink("link", { connectorInstanceId: instance.id, customizerId: payroll.id });
const deployment = new sailpoint.CustomizerDeployment("Contractors", { archive });
new dynamicProvider.ConnectorCustomizer("interns", { name: "Interns" });
export const versions: pulumi.Output<number>[] = [code.version, deployment.version];
export function misspelled(): void {
  // @ts-expect-error: there is no such input.
  new sailpoint.ConnectorCustomizer("wrong", { onNameChanged: "rename" });
}
`;
const COMPILER_OPTIONS = { extends: "./sdk/tsconfig.json", compilerOptions: { outDir: "built" }, files: ["index.ts"] };

describe("the SDKs that the engine's code generators make from plugin/schema.json", () => {
  test("Node.js: compiles with tsc and runs, in one program with the dynamic provider", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
    const project = new Project(tenant);
    await generateSdks(join(project.folder, "sdks"));
    renameSync(join(project.folder, "sdks/nodejs"), join(project.folder, "sdk"));
    symlinkSync(resolve("node_modules"), join(project.folder, "node_modules"));
    writeFileSync(join(project.folder, "index.ts"), TYPESCRIPT);
    writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(COMPILER_OPTIONS));
    writeFileSync(join(project.folder, "Pulumi.yaml"), PROJECT);
    const tsc = resolve("node_modules/.bin/tsc");
    expect((await run(tsc, ["-p", project.folder]).catch((error) => error)).stdout).toBe("");
    cpSync(join(project.folder, "sdk/package.json"), join(project.folder, "built/sdk/package.json"));

    project.init();
    await project.up();
    const names = tenant.customizers.map(({ name }) => name);
    expect(names.sort()).toEqual(["Contractors", "Interns", "Payroll"]);
    expect(tenant.instances[0]?.connectorCustomizerId).toBeDefined();
    await project.up("--expect-no-changes");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });

  test("Go: the SDK and a program compile with go build", { timeout: TIMEOUT }, async () => {
    const folder = folderOf();
    await generateSdks(join(folder, "sdks"));
    cpSync(resolve("test/fixtures/goProgram"), folder, { recursive: true });
    renameSync(join(folder, "sdks/go"), join(folder, "sdk"));
    expect(await go(folder, ["build", ".", "example.com/pulumi-sailpoint/sdk/go/..."])).toBe("");
  });
});
