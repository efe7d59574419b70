import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderOf } from "../support/folder";
import { PluginProcess, urnOf } from "../support/pluginProcess";
import { configOf, testTenant } from "../support/testTenant";
import { missingInSources } from "./support/foundInSources";
import { holds, patternOf } from "./support/messagePattern";
import { type SourceText, sourceTexts } from "./support/sourceTexts";
import { isOwn, troubleshootingEntries } from "./support/troubleshootingPage";

const PAGE = "docs/troubleshooting.md";
/** How the help of a command begins. */
const HELP = "Usage: ";
const entries = troubleshootingEntries(readFileSync(PAGE, "utf8"));
const messages = entries.flatMap((entry) => entry.messages);
const shown = ({ file, line, parts }: SourceText) => `${file}:${line}: ${parts.map((part) => part ?? "…").join("")}`;

describe("troubleshooting by message", () => {
  const texts = sourceTexts("tsconfig.build.json", ["provider", "cli", "tenant/cli.ts"]);

  test("describes each message of the sources", () => {
    const patterns = texts
      .filter(({ isMessage, parts }) => isMessage && !parts[0]?.startsWith(HELP))
      .map((text) => ({ text, pattern: patternOf(text) }))
      .filter(({ pattern }) => pattern !== undefined);
    expect(patterns.length).toBeGreaterThan(200);
    const missing = patterns.filter(({ pattern }) => !messages.some((message) => pattern?.test(message)));
    expect(missing.map(({ text }) => shown(text))).toEqual([]);
  });

  test("describes no message that the sources do not have", () => {
    const missingIn = missingInSources(texts);
    const stale = entries
      .filter(isOwn)
      .flatMap(({ line, messages }) =>
        messages.flatMap((message) => missingIn(message).map((stretch) => `${PAGE}:${line}: ${stretch}`)),
      );
    expect(stale).toEqual([]);
  });

  test("says something about each, and has each once", () => {
    expect(entries.filter(({ text, messages }) => text === "" || messages.length === 0)).toEqual([]);
    expect(messages.filter((message, index) => messages.indexOf(message) !== index)).toEqual([]);
  });
});

describe("the texts of the sources", () => {
  const SOURCE = `
    class PathError extends Error {}
    const TEXTS = { advice: "Correct the path and run again" };
    const CONSTANT = "It is broken";
    declare const log: { info(text: string): void; debug(text: string): void };
    function explain(path: string): string {
      return path === "" ? "the path is empty here" : \`the path \${path} is odd\`;
    }
    function fail(why: string): PathError {
      return new PathError(\`Could not read: \${why}. \${TEXTS.advice}\`);
    }
    export function run(path: string) {
      log.info("the path is read now");
      log.debug("the path is traced now");
      if (path === "not a real path") {
        throw new Error("Boom");
      }
      if (path === "b") {
        throw new Error(CONSTANT);
      }
      if (path === "c") {
        throw fail(explain(path));
      }
      // Not shown: the caller drops it.
      throw new Error("a message for nobody");
    }`;

  test("are messages wherever an error, a failure or a line of the log is made of them", () => {
    const folder = folderOf({
      "source.ts": SOURCE,
      "tsconfig.json": JSON.stringify({ compilerOptions: { noLib: true, target: "es2023" }, files: ["source.ts"] }),
    });
    const found = sourceTexts(join(folder, "tsconfig.json"), [folder]).filter(({ isMessage }) => isMessage);
    expect(found.map(({ parts }) => parts.map((part) => part ?? "…").join(""))).toEqual([
      "It is broken",
      "the path is empty here",
      "the path … is odd",
      "Could not read: …. …",
      "the path is read now",
      "Boom",
    ]);
    expect(found.map((text) => patternOf(text)?.source)).toEqual([
      "It is broken",
      "the path is empty here",
      "the path .*? is odd",
      undefined,
      "the path is read now",
      "Boom",
    ]);
  });

  test("that are gone from the sources are found in the page", () => {
    const held = missingInSources([
      { file: "a.ts", line: 1, parts: ["the path ", undefined, " is odd"], isMessage: true },
    ]);
    expect(held("the path PATH is odd")).toEqual([]);
    expect(held("the path PATH was removed long ago")).toEqual(["was removed long ago"]);
  });
});

describe("what a user sees leads to its entry", () => {
  /** The titles of the entries that hold a part of a text. */
  const titlesFor = (seen: string) =>
    entries.filter((entry) => entry.messages.some((message) => holds(seen, message))).map((entry) => entry.messages[0]);

  test("from the command line", { timeout: 60_000 }, () => {
    const folder = folderOf({ "broken.zip": "no zip", "code/main.js": "" });
    const cli = (...args: string[]) => {
      const env = { PATH: process.env["PATH"], SAIL_BASE_URL: "acme" };
      const { stdout, stderr } = spawnSync(process.execPath, ["dist/cli/main.js", ...args], { env, input: "no JSON" });
      return titlesFor(`${stdout}${stderr}`);
    };
    expect(cli("check", join(folder, "none"))).toContain("PATH does not exist (seen from FOLDER)");
    expect(cli("check", join(folder, "broken.zip"))).toContain("PATH is no zip that can be opened: …");
    expect(cli("check", join(folder, "code"))).toContain(
      "the archive has no index.js at its top (PATH); SailPoint may not be able to run it",
    );
    expect(cli("migrate-state")).toContain("standard input is not JSON. Pass what …");
    expect(cli("program")).toEqual(
      expect.arrayContaining(["The SailPoint provider is not configured:", "sailpoint:baseUrl is not a URL"]),
    );
  });

  test("from the provider", { timeout: 60_000 }, async () => {
    const tenant = await testTenant();
    const plugin = await PluginProcess.start();
    onTestFinished(() => plugin.stop());
    const [customizer, link] = [urnOf("ConnectorCustomizer"), urnOf("ConnectorCustomizerLink")];
    const titles = (work: Promise<unknown>) =>
      work.then(
        () => [],
        (error: Error) => titlesFor(error.message),
      );

    expect(await titles(plugin.configure({}))).toContain("The SailPoint provider is not configured:");
    await plugin.configure({ ...configOf(tenant), clientSecret: "wrong" });
    expect(await titles(plugin.create(customizer, { name: "Payroll" }))).toEqual(
      expect.arrayContaining(["get an access token", "the answer was 401"]),
    );
    await plugin.configure({ ...configOf(tenant), retryTimeout: "500ms" });
    tenant.edit.create("Payroll");
    expect(await titles(plugin.create(customizer, { name: "Payroll" }))).toContain(
      "the tenant already has one of this name, ID (created TIME)",
    );
    expect(await titles(plugin.create(link, { connectorInstanceId: "i9", customizerId: "c1" }))).toContain(
      "the tenant has no connector instance of this id",
    );
    tenant.fault({ route: "list", action: { html: 200 }, count: "always" });
    expect(await titles(plugin.invoke("sailpoint:index:getConnectorCustomizers", {}))).toContain(
      "the reply is an HTML page, where JSON was expected",
    );
    await plugin.configure({ ...configOf(tenant), tenantId: "another" });
    expect((await titles(plugin.create(customizer, { name: "Other" })))[0]).toMatch(/pins this stack to tenant ID/);
  });
});
