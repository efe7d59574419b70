import { execFile } from "node:child_process";
import { cpSync, renameSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { folderOf } from "../support/folder";
import { generateSdks } from "../support/generatedSdks";
import { go } from "../support/go";

const run = promisify(execFile);
// The first run compiles the engine's code generators and Pulumi's SDK for Go.
const TIMEOUT = 900_000;
const TYPESCRIPT = `import * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "./sdk";

const production = new sailpoint.Provider("production", { baseUrl: "https://example.api.identitynow.com" });
const payroll = new sailpoint.ConnectorCustomizer(
  "payroll",
  { name: "Payroll", onNameChange: sailpoint.OnNameChange.Rename },
  { provider: production },
);
const code = new sailpoint.ConnectorCustomizerVersion("code", {
  customizerId: payroll.id,
  archive: new pulumi.asset.FileArchive("./customizer"),
});
const instance = sailpoint.getConnectorInstanceOutput({ name: "Payroll SaaS" });
new sailpoint.ConnectorCustomizerLink("link", { connectorInstanceId: instance.id, customizerId: payroll.id });
const deployment = new sailpoint.CustomizerDeployment("all", {
  archive: new pulumi.asset.FileArchive("./customizer"),
  connectorInstanceIds: [instance.id],
});
// @ts-expect-error: there is no such input.
new sailpoint.ConnectorCustomizer("wrong", { onNameChanged: "rename" });
export const versions: pulumi.Output<number>[] = [code.version, deployment.version];
`;

describe("the SDKs that the engine's code generators make from plugin/schema.json", () => {
  test("Node.js: a program compiles with tsc, and a misspelled input does not", { timeout: TIMEOUT }, async () => {
    const options = { extends: "./sdk/tsconfig.json", compilerOptions: { noEmit: true }, files: ["index.ts"] };
    const folder = folderOf({ "index.ts": TYPESCRIPT, "tsconfig.json": JSON.stringify(options) });
    await generateSdks(join(folder, "sdks"));
    renameSync(join(folder, "sdks/nodejs"), join(folder, "sdk"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const { stdout } = await run(resolve("node_modules/.bin/tsc"), ["-p", folder]).catch((error) => error);
    expect(stdout).toBe("");
  });

  test("Go: the SDK and a program compile with go build", { timeout: TIMEOUT }, async () => {
    const folder = folderOf();
    await generateSdks(join(folder, "sdks"));
    cpSync(resolve("test/fixtures/goProgram"), folder, { recursive: true });
    renameSync(join(folder, "sdks/go"), join(folder, "sdk"));
    expect(await go(folder, ["build", ".", "example.com/pulumi-sailpoint/sdk/go/..."])).toBe("");
  });
});
