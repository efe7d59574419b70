import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { foreignTenant } from "../support/foreignTenant";
import { MISWRITTEN_IN_YAML, ODD_NAMES } from "../support/oddNames";
import { YamlProject } from "../support/yamlProject";

const run = promisify(execFile);
const main = resolve("dist/cli/main.js");
const TIMEOUT = 300_000;
const COUNT = 300;
const plain = (length: number) => Array.from({ length }, (_, index) => `Customizer ${index}`);
const LINKS = [0, 3, 7, 100, 299];
const MAX_REQUESTS = 16;

const withDuplicates = [...ODD_NAMES, "Same", "Same", "same", ...plain(COUNT - ODD_NAMES.length - 3)];

async function yamlProject(tenant: Awaited<ReturnType<typeof foreignTenant>>): Promise<YamlProject> {
  const project = await YamlProject.open(tenant);
  project.env["PATH"] = [resolve("plugin"), project.env["PATH"]].join(delimiter);
  project.program("resources: {}\n");
  await project.init();
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
  const tenant = await foreignTenant([...names, ...plain(COUNT - names.length)], { links: LINKS });
  const project = new Project(tenant);
  await project.init();
  const { stdout, stderr } = await run(process.execPath, [main, "program"], { env: project.env });
  expect(stderr).toContain("customizers: 300 found, 300 chosen; 0 left out");
  writeFileSync(join(project.folder, "index.js"), commonJs(stdout));
  await project.up();
  expect(tenant.writes()).toEqual([]);
  expect(tenant.requests()).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(managed(project)).toEqual([...tenant.ids, ...LINKS.map((index) => `instance-${index}`)].sort());

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
