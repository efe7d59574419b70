import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { RARE_WRITES } from "../support/fast/env";
import { foreignTenant } from "../support/foreignTenant";
import { MISWRITTEN_IN_YAML, ODD_NAMES } from "../support/oddNames";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const run = promisify(execFile);
const main = resolve("dist/cli/main.js");
const TIMEOUT = 300_000;
const COUNT = 300;
const plain = (length: number) => Array.from({ length }, (_, index) => `Customizer ${index}`);
const LINKS = [0, 3, 7, 100, 299];
const MANY_LINKS = Array.from({ length: 60 }, (_, index) => index * 5);
const MAX_REQUESTS = 16;

const withDuplicates = [...ODD_NAMES, "Same", "Same", "same", ...plain(COUNT - ODD_NAMES.length - 3)];

async function yamlProject(tenant: Awaited<ReturnType<typeof foreignTenant>>): Promise<YamlProject> {
  const project = await YamlProject.open(tenant);
  Object.assign(project.env, RARE_WRITES);
  project.env["PATH"] = [resolve("plugin"), project.env["PATH"]].join(delimiter);
  project.program("resources: {}\n");
  project.init();
  return project;
}

/** The ids of the customizers and instances that the state has. */
function managed(project: Project): (string | undefined)[] {
  return project
    .resources()
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .map(({ id }) => id)
    .sort();
}

/** A TypeScript module as JavaScript: the engine of the tests runs projects without TypeScript. */
function commonJs(text: string): string {
  return ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } }).outputText;
}

/** What a program of `pulumi import` is for the project. */
function programOf(project: YamlProject): void {
  const printed = readFileSync(join(project.folder, "out.yaml"), "utf8");
  project.program(printed.slice(printed.indexOf("resources:")));
}

const IMPORT = ["import", "--from", "sailpoint", "--yes", "--protect=false", "--out", "out.yaml"];

describe("pulumi import --from sailpoint", () => {
  test("takes a foreign tenant of 300 with a few requests; the program has a clean preview, and destroy deletes exactly them", {
    timeout: TIMEOUT,
  }, async () => {
    const tenant = await foreignTenant(withDuplicates, { links: LINKS });
    const project = await yamlProject(tenant);
    const output = await project.succeed(...IMPORT);
    expect(output).toContain("customizers: 300 found, 300 chosen; 0 left out");
    expect(output).toContain("links: 5 found, 5 chosen; 0 left out");
    expect(output).not.toContain("almost certainly a bug");
    expect(tenant.requests()).toBeLessThanOrEqual(MAX_REQUESTS);
    expect(managed(project)).toEqual([...tenant.ids, ...LINKS.map((index) => `instance-${index}`)].sort());

    programOf(project);
    const before = tenant.requests();
    await project.succeed("preview", "--expect-no-changes");
    expect(tenant.requests()).toBe(before);
    expect(tenant.writes()).toEqual([]);

    const later = tenant.add("Later");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect([...tenant.customizers.keys()]).toEqual([later]);
    expect([...tenant.instances.values()].filter((one) => one.connectorCustomizerId)).toEqual([]);
  });
});

test("pulumi-sailpoint program: `up` takes a foreign tenant of 300 over with a few requests and no change; destroy deletes exactly them", {
  timeout: TIMEOUT,
}, async () => {
  const names = [...ODD_NAMES, ...MISWRITTEN_IN_YAML];
  const tenant = await foreignTenant([...names, ...plain(COUNT - names.length)], { links: MANY_LINKS });
  const project = new Project(tenant, RARE_WRITES);
  project.init();
  const { stdout, stderr } = await run(process.execPath, [main, "program"], { env: project.env });
  expect(stderr).toContain("customizers: 300 found, 300 chosen; 0 left out");
  writeFileSync(join(project.folder, "index.js"), commonJs(stdout));
  await project.up();
  expect(tenant.writes()).toEqual([]);
  expect(tenant.requests()).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(managed(project)).toEqual([...tenant.ids, ...MANY_LINKS.map((index) => `instance-${index}`)].sort());

  const before = tenant.requests();
  await project.succeed("preview", "--expect-no-changes");
  expect(tenant.requests()).toBe(before);

  await project.succeed("stack", "export", "--file", "state.json");
  const later = tenant.add("Later");
  const newOnes = await run(process.execPath, [main, "program", "--only-new", "state.json"], {
    cwd: project.folder,
    env: project.env,
  });
  expect(newOnes.stderr).toContain("301 found, 1 chosen; 300 left out: 300 that the stack has already");
  expect(newOnes.stdout.match(/new sailpoint/g)).toHaveLength(1);

  await project.succeed("destroy", "--yes", "--skip-preview");
  expect([...tenant.customizers.keys()]).toEqual([later]);
});

describe("an import that cannot be", () => {
  const CUSTOMIZER = "sailpoint:index:ConnectorCustomizer";
  const LINK = "sailpoint:index:ConnectorCustomizerLink";
  const UNKNOWN = "11111111-1111-4111-8111-111111111111";

  test("says why and leaves the stack as it was", { timeout: TIMEOUT }, async () => {
    const tenant = await foreignTenant(["Payroll", "Contractors"], { links: [0] });
    const project = await yamlProject(tenant);
    const [payroll = "", contractors = ""] = tenant.ids;
    await project.succeed("import", CUSTOMIZER, "payroll", payroll, "--yes", "--protect=false");
    await project.succeed("import", LINK, "link", "instance-0", "--yes", "--protect=false");
    const before = managed(project);
    const refusals = [
      [CUSTOMIZER, "again", payroll, 'another resource of this stack manages it, "payroll"'],
      [LINK, "again", "instance-0", 'another resource of this stack manages it, "link"'],
      [CUSTOMIZER, "none", UNKNOWN, "the tenant has none of this id"],
      [LINK, "none", UNKNOWN, "the tenant has none of this id"],
      [`${CUSTOMIZER}Version`, "version", `${payroll}/1`, "Declare a ConnectorCustomizerVersion with its archive"],
    ] as const;
    for (const [type, name, id, message] of refusals) {
      const { code, output } = await project.pulumi("import", type, name, id, "--yes");
      expect({ code, output }).toEqual({ code: expect.any(Number), output: expect.stringContaining(message) });
      expect([name, code]).not.toEqual([name, 0]);
    }
    tenant.fail({ status: 403, body: { detailCode: "403 Forbidden" } });
    for (const args of [
      [CUSTOMIZER, "contractors", contractors],
      ["--from", "sailpoint"],
    ]) {
      const { code, output } = await project.pulumi("import", ...args, "--yes");
      expect(code).not.toBe(0);
      expect(output).toContain("403");
    }
    expect(managed(project)).toEqual(before);
    expect(tenant.writes()).toEqual([]);

    tenant.limitOnce();
    await project.succeed("import", CUSTOMIZER, "contractors", contractors, "--yes", "--protect=false");
    expect(managed(project)).toEqual([...before, contractors].sort());
  });

  test("is refused in a program as well, before the other resource is deleted", { timeout: TIMEOUT }, async () => {
    const tenant = await foreignTenant(["Payroll"]);
    const project = await yamlProject(tenant);
    const [id = ""] = tenant.ids;
    const resource = (name: string) =>
      `resources:\n  ${name}:\n    type: sailpoint:ConnectorCustomizer\n    properties:\n      name: Payroll\n    options:\n      import: ${id}\n`;
    project.program(resource("first"));
    await project.up();
    project.program(resource("second"));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect({ code, output }).toMatchObject({ output: expect.stringContaining('manages it, "first"') });
    expect(code).not.toBe(0);
    expect([...tenant.customizers.keys()]).toEqual([id]);
  });

  test("of another tenant's customizer is refused, and the stack stays as it was", { timeout: TIMEOUT }, async () => {
    const [ours, theirs] = [await testTenant(), await testTenant({ tenantId: "0f8fad5bd9cb469fa16570867728950e" })];
    const { id: own } = ours.edit.create("Own");
    const { id } = theirs.edit.create("Theirs");
    const project = await YamlProject.open(ours);
    project.program("resources: {}\n");
    project.init();
    await project.succeed("import", CUSTOMIZER, "own", own, "--yes", "--protect=false");
    const before = managed(project);
    Object.assign(project.env, {
      SAIL_BASE_URL: theirs.url,
      SAIL_CLIENT_ID: theirs.clientId,
      SAIL_CLIENT_SECRET: theirs.clientSecret,
    });
    const { code, output } = await project.pulumi("import", CUSTOMIZER, "theirs", id, "--yes", "--protect=false");
    expect(code).not.toBe(0);
    expect(output).toContain(`this stack belongs to tenant ${ours.tenantId}, but the credentials are for`);
    expect(managed(project)).toEqual(before);
  });

  test("leaves out what the stack has already", { timeout: TIMEOUT }, async () => {
    const tenant = await foreignTenant(["Payroll", "Contractors"], { links: [0] });
    const project = await yamlProject(tenant);
    await project.succeed("import", CUSTOMIZER, "pay", tenant.ids[0] ?? "", "--yes", "--protect=false");
    await project.succeed("stack", "export", "--file", "state.json");
    const output = await project.succeed(...IMPORT, "--", "--only-new", "state.json");
    expect(output).toContain("customizers: 2 found, 1 chosen; 1 left out: 1 that the stack has already");
    expect(managed(project)).toEqual([...tenant.ids, "instance-0"].sort());
    await project.succeed("stack", "export", "--file", "state.json");
    expect(await project.succeed(...IMPORT, "--", "--only-new", "state.json")).toContain("0 chosen; 2 left out");
  });
});
