import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CheckReport } from "../../cli/checkArchive";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive } from "../../provider/archive/archiveSource";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { isAlive } from "../../tools/lib/isAlive.mjs";
import { folderOf } from "../support/folder";
import { zipOf } from "../support/zip";

const CUSTOMIZER = `
  class Customizer { constructor() { this.handlers = new Map(); } on(name) { this.handlers.set(name, () => {}); return this; } }
  const make = () => new Customizer().on("before:std:account:create").on("after:std:account:read");`;
const GOOD = `${CUSTOMIZER}\nexports.connectorCustomizer = async () => make();`;
const READS_CONFIG = `${CUSTOMIZER}
  const config = JSON.parse(Buffer.from(process.env.CONNECTOR_CONFIG, "base64"));
  if (!config.region) throw new Error("missing region, password is " + config.password);
  exports.connectorCustomizer = make();`;

const run = promisify(execFile);

async function check(...args: string[]) {
  const ended = await run(process.execPath, ["dist/cli/main.js", "check", ...args], {
    env: { ...process.env, SAIL_CLIENT_SECRET: "canary" },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  const report = () => JSON.parse(ended.stdout) as CheckReport;
  return { ...ended, report };
}

const zipFile = async (files: Record<string, string>) => join(folderOf({ "code.zip": await zipOf(files) }), "code.zip");
const codeFolder = (code: string, more: Record<string, string> = {}) => folderOf({ "index.js": code, ...more });

test("pulumi-sailpoint can be run as a program, as npx does", () => {
  expect(() => accessSync("dist/cli/main.js", constants.X_OK)).not.toThrow();
});

describe("pulumi-sailpoint check", () => {
  test("shows entries, sizes and the contentSha256 of a version, of a zip and of a folder", async () => {
    const files = { "index.js": "exports.x = 1;", "lib/a.js": "2" };
    const folder = folderOf(files);
    const { sha256 } = await archiveContent(new Archive({ path: folder }), downloadFile);
    for (const archive of [folder, await zipFile(files)]) {
      const { code, stdout, stderr, report } = await check(archive, "--json");
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(report()).toEqual({
        archive,
        canRun: true,
        entries: [
          { path: "index.js", size: 14 },
          { path: "lib/a.js", size: 1 },
        ],
        totalBytes: 15,
        contentSha256: sha256,
        warnings: [],
        errors: [],
      });
      expect(stdout).not.toContain("undefined");
      const text = (await check(archive)).stdout;
      expect(text).toContain(`  14  index.js\n   1  lib/a.js\n  15  bytes in 2 files\ncontentSha256: ${sha256}\n`);
      expect(text).not.toMatch(/warning|error/);
    }
  });

  test("accepts a zip of one .jar, and loads nothing of it", async () => {
    const { code, report } = await check(await zipFile({ "driver.jar": "jar" }), "--load", "--json");
    expect(code).toBe(0);
    expect(report()).toMatchObject({ canRun: true, warnings: [], errors: [] });
  });

  test("warns of a folder that holds a zip, which can run all the same", async () => {
    const { code, stdout } = await check(codeFolder(GOOD, { "code.zip": "zip" }));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warning: .*holds a zip, code\.zip.*use the zip itself: FileArchive\(".*code\.zip"\)$/m);
  });

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ["is not there", () => "no-such.zip", /^error: no-such\.zip does not exist/m],
    ["is no zip", () => join(folderOf({ "a.zip": "text" }), "a.zip"), /^error: .*a\.zip is no zip that can be opened/m],
    ["is another file", () => join(folderOf({ "a.txt": "text" }), "a.txt"), /^error: .*neither a folder nor a \.zip/m],
    ["is empty", () => folderOf(), /^error: .* holds no file/m],
    ["has index.js elsewhere", () => zipFile({ "dist/index.js": GOOD }), /^warning: .*One lies at dist\/index\.js/m],
    ["has an index.js without code", () => codeFolder("// code"), /^warning: .*index\.js holds no code/m],
    ["does not parse", () => codeFolder("a\nb c"), /^error: index\.js does not parse: .*\(line 2, column 3\)$/m],
  ])("exits with 1 if the archive %s", async (_, archive, message) => {
    const path = await archive();
    const { code, stdout } = await check(path, "--load");
    expect(stdout).toMatch(message);
    expect(stdout).toMatch(/^SailPoint cannot run it\.$/m);
    expect(code).toBe(1);
    const report = (await check(path, "--json")).report();
    expect(report).toMatchObject({ canRun: false, errors: [expect.any(String)] });
  });

  test.each(["https://CANARY@example.com/code.zip?token=CANARY", "file:///code.zip?CANARY", "s3://CANARY@[/"])(
    "takes no URL, and shows neither its query nor its user part: %s",
    async (url) => {
      const { code, report, stdout } = await check(url, "--json");
      expect(code).toBe(1);
      expect(report().errors).toEqual([expect.stringMatching(/^check takes no URL, but a \.zip or a folder on this/)]);
      expect(stdout).not.toContain("CANARY");
    },
  );

  test.each([
    [["--no-such"], "unknown option"],
    [["--config", "no-such.json", "--load"], "It cannot be read: ENOENT."],
    [["--timeout", "0", "--load"], "It must be a number of seconds, up to 600."],
  ])("refuses %j", async (flags, complaint) => {
    const { code, stderr } = await check(codeFolder(GOOD), ...flags);
    expect(code).toBe(1);
    expect(stderr).toContain(complaint);
  });

  test.each(['{"password": "canary"', '["canary"]', '"canary"', "canary"])(
    "refuses a configuration that is no JSON object, and does not show it: %s",
    async (text) => {
      const config = join(folderOf({ "config.json": text }), "config.json");
      const { code, stderr } = await check(codeFolder(GOOD), "--load", "--config", config);
      expect(code).toBe(1);
      expect(stderr).toContain("It must be a file that holds one JSON object.");
      expect(stderr).not.toContain("canary");
    },
  );

  test("refuses --config without --load", async () => {
    const config = join(folderOf({ "config.json": "{}" }), "config.json");
    expect((await check(codeFolder(GOOD), "--config", config)).stderr).toContain(
      "--config has no effect without --load",
    );
  });
});

describe("pulumi-sailpoint check --load", () => {
  const OPERATIONS = ["after:std:account:read", "before:std:account:create"];

  test.each([
    ["a function", GOOD],
    ["an object", `${CUSTOMIZER}\nexports.connectorCustomizer = make();`],
    ["a module", `${CUSTOMIZER}\nexport const connectorCustomizer = () => make();`],
    ["a module with await", `${CUSTOMIZER}\nexport const connectorCustomizer = await Promise.resolve(make());`],
    ["code that prints and keeps timers", `console.log("noise"); setInterval(() => {}, 10);\n${GOOD}`],
    ["code of several files", `require("./lib/more");\n${GOOD}`],
  ])("lists the operations of %s", async (_, code) => {
    const { code: exit, stdout, report } = await check(codeFolder(code, { "lib/more.js": "" }), "--load", "--json");
    expect(report()).toMatchObject({ canRun: true, operations: OPERATIONS, errors: [] });
    expect(exit).toBe(0);
    expect(stdout).not.toContain("noise");
  });

  test("gives the source's configuration, which is an empty object by default", async () => {
    const folder = codeFolder(READS_CONFIG);
    const without = await check(folder, "--load");
    expect(without.code).toBe(1);
    expect(without.stdout).toMatch(
      /^error: index\.js cannot be loaded: it threw Error: missing region, password is undefined \(at index\.js:\d+:\d+\)\. .*pass it with --config FILE$/m,
    );
    const config = (text: string) => join(folderOf({ "config.json": text }), "config.json");
    const wrong = await check(folder, "--load", "--config", config('{"nested": ["x"], "password": "canary"}'));
    expect(wrong.stdout).toContain("missing region, password is [from --config]");
    expect(wrong.stdout).not.toMatch(/canary|pass it with/);
    const right = await check(folder, "--load", "--config", config('{"region": "eu"}'));
    expect(right).toMatchObject({ code: 0, stdout: expect.stringContaining(`operations: ${OPERATIONS.join(", ")}`) });
  });

  test.each([
    [
      "another export",
      "exports.connector = 1; exports.b = 1;",
      'it has no export "connectorCustomizer", but "connector", "b"',
    ],
    ["no export", "1;", 'it has no export "connectorCustomizer", nor any other'],
    ["an export that is null", "exports.connectorCustomizer = null;", 'its export "connectorCustomizer" is null'],
    ["an undefined export", "exports.connectorCustomizer = undefined;", 'export "connectorCustomizer" is undefined'],
    ["nothing that was thrown", "throw undefined;", "it threw undefined"],
    ["a rejection that nothing handles", `${GOOD}\nPromise.reject(new Error("late"));`, "it threw Error: late"],
    ["another kind of export", "exports.connectorCustomizer = {};", "is not what createConnectorCustomizer() returns"],
    ["a missing module", 'require("left-pad");', 'it needs the module "left-pad", which is not in the archive'],
    ["a missing scoped module", 'require("@a/b/c");', 'it needs the module "@a/b/c"'],
    ["a missing module of a module", 'import "left-pad";', 'it needs the module "left-pad"'],
    ["a missing file", 'require("./lib/gone");', "it needs the file ./lib/gone, which is not in the archive"],
    ["an exception of the function", `exports.connectorCustomizer = () => { null.x; };`, "it threw TypeError: "],
    ["a rejection", `exports.connectorCustomizer = async () => { throw "text"; };`, "it threw string text"],
    ["an end of the process", "process.exit(3);", "its process ended with 3 while it was loaded"],
    [
      "a promise that never settles",
      "exports.connectorCustomizer = () => new Promise(() => {});",
      "its process ended with",
    ],
  ])("explains %s", async (_, code, problem) => {
    const { code: exit, report } = await check(codeFolder(code), "--load", "--json");
    expect(report().errors).toEqual([expect.stringMatching(/^index\.js cannot be loaded: /)]);
    expect(report().errors[0]).toContain(problem);
    expect(exit).toBe(1);
  });

  test.each([
    ["an abort", "process.abort();", /ended with SIGABRT while it was loaded$/],
    ["a stack that the code wrote", "console.trace(); process.exit(2);", /ended with 2 while it was loaded: Trace$/],
  ])("shows no path of this machine after %s", async (_, code, end) => {
    const { report } = await check(codeFolder(code), "--load", "--json");
    expect(report().errors).toEqual([expect.stringMatching(end)]);
  });

  test.each([
    ["URL-encoded", "encodeURIComponent(config.password)"],
    ["as a form writes it", "new URLSearchParams({ p: config.password })"],
    ["in Base64", 'Buffer.from(config.password).toString("base64")'],
    ["in Base64 for URLs", 'Buffer.from(config.password).toString("base64url")'],
    ["in Basic credentials", 'Buffer.from(config.user + ":" + config.password).toString("base64")'],
    ["in Base64 behind a path", '"/a/" + Buffer.from(config.user + ":" + config.password).toString("base64")'],
    ["in JSON", "JSON.stringify(config.password)"],
    ["in the variable", "process.env.CONNECTOR_CONFIG"],
  ])("shows no text of the configuration %s", async (_, form) => {
    const password = 'can ary/?>>\u00ff"\\+secret';
    const config = join(folderOf({ "config.json": JSON.stringify({ user: "it", password }) }), "config.json");
    const code = `const config = JSON.parse(Buffer.from(process.env.CONNECTOR_CONFIG, "base64"));
      throw new Error("refused: <" + ${form} + ">");`;
    const { report } = await check(codeFolder(code), "--load", "--json", "--config", config);
    expect(report().errors[0]).toMatch(/refused: <"?(?:p=)?\[from --config\]=*"?>/);
  });

  test.each([
    ["returns", GOOD],
    ["throws", "throw 1;"],
    ["ends its process", "process.exit(1);"],
    ["loops", "for (;;) {}"],
  ])("ends the processes that the code started, if it %s", async (_, code) => {
    const pidFile = join(folderOf(), "pid");
    const starting = `const child = require("child_process").spawn("sleep", ["60"], { stdio: "ignore" });
      require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));`;
    await check(codeFolder(`${starting}\n${code}`), "--load", "--timeout", "3");
    await expect.poll(() => isAlive(Number(readFileSync(pidFile, "utf8"))), { timeout: 5_000 }).toBe(false);
  });

  test("ends the code if the command is ended by a signal", async () => {
    const pidFile = join(folderOf(), "pid");
    const code = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 9);
      exports.connectorCustomizer = () => new Promise(() => {});`;
    const command = spawn(process.execPath, [
      "dist/cli/main.js",
      "check",
      codeFolder(code),
      "--load",
      "--timeout",
      "60",
    ]);
    await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, "utf8"), { timeout: 20_000 }).toMatch(/^\d+$/);
    command.kill("SIGTERM");
    const [, signal] = await once(command, "exit");
    expect(signal).toBe("SIGTERM");
    await expect.poll(() => isAlive(Number(readFileSync(pidFile, "utf8"))), { timeout: 5_000 }).toBe(false);
  });

  test.each([
    ["loops", "for (;;) {}"],
    ["waits", "exports.connectorCustomizer = () => new Promise((done) => setTimeout(done, 1e6));"],
    [
      "leaves a process that waits",
      'require("child_process").spawn("sleep", ["30"], { stdio: "inherit" }); for (;;) {}',
    ],
  ])("ends code that %s, after the time limit", async (_, code) => {
    const started = Date.now();
    const { code: exit, stdout } = await check(codeFolder(code), "--load", "--timeout", "1.5");
    expect(stdout).toContain("it took longer than 1.5 s (--timeout SECONDS)");
    expect(exit).toBe(1);
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  test("gives the code no credentials, no home folder and no modules from around it, and leaves no file", async () => {
    const place = folderOf();
    const code = `const seen = Object.keys(process.env).filter((name) => /^(SAIL|PULUMI|HOME|NODE_)/.test(name));
      throw new Error("seen: " + seen.join() + " in " + process.cwd());`;
    const { stdout } = await run(process.execPath, ["dist/cli/main.js", "check", codeFolder(code), "--load"], {
      env: { ...process.env, TMPDIR: place, SAIL_CLIENT_SECRET: "canary", NODE_PATH: resolve("node_modules") },
    }).catch((error: { stdout: string }) => error);
    expect(stdout).toContain("seen:  in .");
    expect(stdout).not.toContain(place);
    expect(readdirSync(place)).toEqual([]);
  });
});

describe("pulumi-sailpoint check --load advises --config", () => {
  const adviceOf = async (code: string, more: Record<string, string> = {}) => {
    const { report, stdout } = await check(codeFolder(code, more), "--load", "--json");
    expect(stdout).not.toMatch(/pulumi-sailpoint-check-/);
    expect(report().errors).toHaveLength(1);
    return String(report().errors[0]);
  };

  test.each([
    ["an exception of the file", `const config = {}; config.a.b;`],
    [
      "an exception of the function",
      `exports.connectorCustomizer = async () => { throw new Error("missing region"); };`,
    ],
    ["a configuration's text that is no JSON", `JSON.parse("");`],
    ["a value that is no error", `throw { message: "missing region" };`],
    ["a text with a full stop", `throw new Error("Region is missing.");`],
  ])("for %s", async (_, code) => {
    const advice = await adviceOf(code);
    expect(advice).toMatch(/: pass it with --config FILE$/);
    expect(advice).not.toContain("..");
  });

  test.each<[string, string, RegExp, Record<string, string>?]>([
    [
      "a file that does not parse",
      `require("./lib/a");`,
      /it threw SyntaxError: .*\(at lib\/a\.js:2\)$/,
      { "lib/a.js": "\na b" },
    ],
    ["a module that does not parse", `import "./lib/a.mjs";`, /it threw SyntaxError/, { "lib/a.mjs": "a b" }],
    ["a JSON file that does not parse", `require("./a.json");`, /it threw SyntaxError: a\.json: /, { "a.json": "{" }],
    ["a name that is not exported", `import { a } from "./a.mjs";`, /does not provide an export/, { "a.mjs": "" }],
    [
      "CommonJS in a module",
      `module.exports = {};`,
      /not defined in ES module scope/,
      { "package.json": `{"type": "module"}` },
    ],
    ["a missing module", `require("left-pad");`, /needs the module "left-pad"/],
    [
      "a missing module of a file",
      `require("./a");`,
      /needs the module "left-pad"/,
      { "a.js": `require("left-pad");` },
    ],
    ["a name of browsers", `window.x = 1;`, /it threw ReferenceError: window is not defined \(at index\.js:1:1\)$/],
    [
      "an end of the process",
      `console.error("at " + __filename); process.exit(1);`,
      /ended with 1 while it was loaded: at index\.js$/,
    ],
  ])("not for %s", async (_, code, problem, more) => {
    const error = await adviceOf(code, more);
    expect(error).toMatch(problem);
    expect(error).not.toContain("--config");
  });
});

test("without --load the result does not claim that the code runs", async () => {
  const folder = codeFolder("throw new Error();");
  const parsed = await check(folder);
  expect(parsed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^No fault found\. The code was not run: --load does it\.$/m),
  });
});

test("what SailPoint's packer makes, with a spec and without, is loaded without a word of warning", {
  timeout: 240_000,
}, async () => {
  mkdirSync(resolve(".cache/test"), { recursive: true });
  const project = mkdtempSync(resolve(".cache/test/payroll-"));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  cpSync("examples/payroll", project, { recursive: true });
  await run("npm", ["run", "build"], { cwd: project });
  const archive = join(project, "dist/payroll-0.1.0.zip");
  const withSpec = await check(archive, "--load", "--json");
  expect(withSpec.report()).toMatchObject({
    canRun: true,
    operations: ["after:std:account:read"],
    warnings: [],
    errors: [],
  });
  expect(withSpec.report().entries.map(({ path }) => path)).toContain("connector-spec.json");
  rmSync(join(project, "connector-spec.json"));
  await run("npm", ["run", "build"], { cwd: project });
  const without = await check(archive, "--load");
  expect(without).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("operations: after:std:account:read\nNo fault found."),
  });
  const { report } = await check(join(project, "dist"), "--json");
  expect(report().warnings).toEqual([expect.stringContaining("payroll-0.1.0.zip")]);
});
