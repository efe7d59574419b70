import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const TIMEOUT = 120_000;
const run = promisify(execFile);

const declaring = (archive: string, options = "{}") => `
  const customizer = new sailpoint.ConnectorCustomizer("payroll");
  new sailpoint.ConnectorCustomizerVersion("payroll", { customizerId: customizer.id, archive: ${archive} }, ${options});`;

async function start(files: Readonly<Record<string, string>> = {}) {
  const tenant = await testTenant();
  const project = new Project(tenant);
  const write = (path: string, text: string | Buffer) => {
    mkdirSync(join(project.folder, path, ".."), { recursive: true });
    writeFileSync(join(project.folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) {
    write(path, text);
  }
  project.init();
  const versions = () => tenant.versions(tenant.customizers[0]?.id ?? "").length;
  return { tenant, project, write, versions };
}

describe("linked folders on the engine", () => {
  test("upload what changed behind them, and nothing else", { timeout: TIMEOUT }, async () => {
    const { project, write, versions } = await start({
      "releases/1/index.js": "1",
      "code/index.js": "1",
      "lib/a.js": "1",
    });
    symlinkSync("releases/1", join(project.folder, "current"));
    project.program(declaring(`new pulumi.asset.FileArchive("./current")`));
    await project.up();
    await project.succeed("preview", "--expect-no-changes");
    write("releases/1/index.js", "2");
    expect((await project.pulumi("preview", "--expect-no-changes")).code).not.toBe(0);
    await project.up();
    expect(versions()).toBe(2);
    symlinkSync("../lib", join(project.folder, "code/lib"));
    project.program(declaring(`new pulumi.asset.FileArchive("./code")`));
    await project.up();
    expect(versions()).toBe(3);
    write("lib/a.js", "2");
    await project.up("--refresh");
    expect(versions()).toBe(4);
    await project.up();
    expect(versions()).toBe(4);
    rmSync(join(project.folder, "code/lib"));
    await project.up();
    expect(versions()).toBe(5);
    await project.succeed("preview", "--expect-no-changes");
  });

  test("of two customizers are told apart", { timeout: TIMEOUT }, async () => {
    const { tenant, project, write } = await start({ "a/index.js": "1", "b/index.js": "1" });
    symlinkSync("a", join(project.folder, "current-a"));
    symlinkSync("b", join(project.folder, "current-b"));
    project.program(`
      for (const name of ["a", "b"]) {
        const customizer = new sailpoint.ConnectorCustomizer(name);
        const archive = new pulumi.asset.FileArchive("./current-" + name);
        new sailpoint.ConnectorCustomizerVersion(name, { customizerId: customizer.id, archive });
      }`);
    await project.up();
    write("b/index.js", "2");
    await project.up();
    expect(tenant.customizers.map(({ name, id }) => [name, tenant.versions(id).length]).sort()).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });
});

describe("the zip that SailPoint's packer makes from SailPoint's template", () => {
  test("goes through check, preview and two runs without a warning and with one upload", {
    timeout: 2 * TIMEOUT,
  }, async () => {
    const { tenant, project, versions } = await start();
    const customizer = join(project.folder, "customizer");
    // The template has no connector-spec.json.
    cpSync("examples/payroll", customizer, {
      recursive: true,
      filter: (path) => !["node_modules", "dist", "connector-spec.json"].includes(basename(path)),
    });
    await run("npm", ["run", "build"], { cwd: customizer });
    const zip = "./customizer/dist/payroll-0.1.0.zip";
    const check = [resolve("dist/cli/main.js"), "check", zip, "--load", "--json"];
    const report = JSON.parse((await run(process.execPath, check, { cwd: project.folder })).stdout);
    expect(report).toMatchObject({
      canRun: true,
      entries: [{ path: "index.js" }],
      operations: ["after:std:account:read"],
      warnings: [],
      errors: [],
    });
    project.program(declaring(`new pulumi.asset.FileArchive("${zip}")`));
    const outputs = [await project.succeed("preview"), await project.up()];
    await run("npm", ["run", "build"], { cwd: customizer });
    outputs.push(await project.succeed("up", "--yes", "--expect-no-changes"));
    expect(outputs.join("\n")).not.toMatch(/warning|error|Diagnostics/i);
    expect(versions()).toBe(1);
    expect(tenant.versions(tenant.customizers[0]?.id ?? "")[0]?.entries.map(({ path }) => path)).toEqual(["index.js"]);
    expect(project.resources().find(({ type }) => type.endsWith("Version"))?.outputs).toMatchObject({
      contentSha256: report.contentSha256,
    });
  });
});

describe("ignoreChanges of the archive", () => {
  test("opens no path, whether it is there or not", { timeout: TIMEOUT }, async () => {
    const { project, write, versions } = await start({ "code/index.js": "1" });
    const ignoring = `{ ignoreChanges: ["archive"] }`;
    project.program(declaring(`new pulumi.asset.FileArchive("./code")`));
    await project.up();
    write("code/index.js", "this is not code");
    project.program(declaring(`new pulumi.asset.FileArchive("./code")`, ignoring));
    await project.up("--expect-no-changes");
    renameSync(join(project.folder, "code"), join(project.folder, "other"));
    project.program(declaring(`new pulumi.asset.FileArchive("./other")`, ignoring));
    await project.up("--expect-no-changes");
    project.program(declaring(`new pulumi.asset.FileArchive("./code")`, ignoring));
    expect(await project.up("--expect-no-changes")).toContain("./code does not exist");
    expect(versions()).toBe(1);
    await project.succeed("destroy", "--yes", "--skip-preview");
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(/\.\/code does not exist[\s\S]*the archive holds no file\. If it is in ignoreChanges/);
  });
});

describe("ignoreChanges of an archive that is gone", () => {
  const NEEDED = /ignoreChanges keeps the archive of the last deployment, whose files are not known any more/;
  const ignoring = declaring(`new pulumi.asset.FileArchive("./gone")`, `{ ignoreChanges: ["archive"] }`);

  test("is explained if somebody uploaded a newer version, or the customizer is replaced", {
    timeout: TIMEOUT,
  }, async () => {
    const { tenant, project } = await start({ "code/index.js": "1" });
    project.program(declaring(`new pulumi.asset.FileArchive("./code")`));
    await project.up();
    project.program(ignoring);
    await tenant.edit.upload(tenant.customizers[0]?.id ?? "", await zipOf({ "index.js": "2" }));
    const newer = await project.pulumi("preview", "--refresh");
    expect(newer.code).not.toBe(0);
    expect(newer.output).toMatch(NEEDED);
    tenant.edit.remove(tenant.customizers[0]?.id ?? "");
    await project.pulumi("refresh", "--yes");
    const replaced = await project.pulumi("up", "--yes", "--skip-preview");
    expect(replaced.code).not.toBe(0);
    expect(replaced.output).toMatch(NEEDED);
  });
});

test("the warning about a secret archive shows none of its keys", { timeout: TIMEOUT }, async () => {
  const { project } = await start();
  const asset = `new pulumi.asset.StringAsset("1")`;
  project.program(declaring(`pulumi.secret(new pulumi.asset.AssetArchive({ "canary/index.js": ${asset} }))`));
  const output = await project.succeed("preview");
  expect(output).toContain("warning: the archive has no index.js at its top; SailPoint may not be able to run it");
  expect(output).not.toContain("canary");
});

describe("a fault of an archive is one line, soon, without stack or value", () => {
  const bad: [string, string, RegExp][] = [
    [
      "a file that is no zip",
      `new pulumi.asset.FileArchive("./text.zip")`,
      /\.\/text\.zip is no zip that can be opened/,
    ],
    ["a cut zip", `new pulumi.asset.FileArchive("./cut.zip")`, /\.\/cut\.zip is no zip that can be opened/],
    [
      "a link that leads nowhere",
      `new pulumi.asset.FileArchive("./dangling")`,
      /\.\/dangling is a link to gone, which does not exist/,
    ],
    [
      "a folder with such a link",
      `new pulumi.asset.FileArchive("./code")`,
      /code\/dangling\.js is a link to gone\.js, which does not exist/,
    ],
    [
      "such a folder in an AssetArchive",
      `new pulumi.asset.AssetArchive({ lib: new pulumi.asset.FileArchive("./code") })`,
      /code\/dangling\.js is a link to gone\.js/,
    ],
    [
      "a folder as a FileAsset",
      `new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset("./code") })`,
      /\.\/code is not a file\. Use a FileArchive/,
    ],
    [
      "a folder with the name of a zip",
      `new pulumi.asset.FileArchive("./folder.zip")`,
      /\.\/folder\.zip is a folder with the name of an archive/,
    ],
    [
      "a folder with a named pipe",
      `new pulumi.asset.FileArchive("./piped")`,
      /piped\/lib\/pipe is neither a file nor a folder, but a named pipe/,
    ],
    ...[".", "", "./", "lib/"].map((key): [string, string, RegExp] => [
      `a file under the key ${JSON.stringify(key)}`,
      `new pulumi.asset.AssetArchive({ ${JSON.stringify(key)}: new pulumi.asset.StringAsset("1") })`,
      /the key ".*" of an AssetArchive is the path of a folder, but holds a file/,
    ]),
    [
      "a text that is no asset",
      `new pulumi.asset.AssetArchive({ "index.js": "canary-text" })`,
      /"index\.js" of an AssetArchive must be an asset or an archive, not a value of type string/,
    ],
    [
      "code that does not parse",
      `new pulumi.asset.FileArchive("./broken")`,
      /index\.js does not parse: Unexpected token \(line 2, column 5\)/,
    ],
    [
      "the same key twice in a secret archive",
      `pulumi.secret(new pulumi.asset.AssetArchive({ canary: new pulumi.asset.StringAsset("1"), "./canary": new pulumi.asset.StringAsset("1") }))`,
      /cannot be uploaded: it is secret/,
    ],
    [
      "an asset in place of an archive",
      `new pulumi.asset.FileAsset("./code/index.js")`,
      /not an asset, which is one file\. An archive is needed/,
    ],
    [
      "the URL of a file with a query",
      `new pulumi.asset.RemoteArchive("file:///code.zip?canary")`,
      /file:\/\/\/code\.zip has a query or a fragment/,
    ],
    [
      "a secret archive",
      `pulumi.secret(new pulumi.asset.AssetArchive({ "../canary": new pulumi.asset.StringAsset("canary-text") }))`,
      /the archive cannot be used\. It is secret/,
    ],
  ];

  test.each(bad)("%s", { timeout: TIMEOUT }, async (_, archive, message) => {
    const { tenant, project, write } = await start({
      "text.zip": "text",
      "code/index.js": "1",
      "folder.zip/index.js": "1",
      "broken/index.js": "exports.x = 1;\nif (;",
    });
    write("cut.zip", (await zipOf({ "index.js": "1" })).subarray(0, 60));
    write("piped/index.js", "1");
    mkdirSync(join(project.folder, "piped/lib"));
    execFileSync("mkfifo", [join(project.folder, "piped/lib/pipe")]);
    symlinkSync("gone", join(project.folder, "dangling"));
    symlinkSync("gone.js", join(project.folder, "code/dangling.js"));
    project.program(declaring(archive));
    const started = Date.now();
    const { code, output } = await project.pulumi("preview");
    expect(code).not.toBe(0);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/value \{|canary|&\{| {4}at /);
    expect(Date.now() - started).toBeLessThan(25_000);
    expect(tenant.requests).toEqual([]);
  });
});
