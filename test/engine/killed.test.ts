import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { dropEmptyAttributes } from "../../tools/lib/dropEmptyAttributes.mjs";
import { Project } from "../support/engine";
import { killTree } from "../support/killTree";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const DECLARED = 30;
const KILLS = Number(process.env["KILLS"] ?? 4);
const NAMES = Array.from({ length: DECLARED }, (_, index) => `c${index}`).sort();

/** A project of each host that declares them. */
const HOSTS: readonly (readonly [host: string, open: (tenant: Tenant) => Promise<Project>])[] = [
  [
    "dynamic provider",
    async (tenant) => {
      const project = new Project(tenant);
      project.program(`for (let i = 0; i < ${DECLARED}; i++) new sailpoint.ConnectorCustomizer("c" + i);`);
      return project;
    },
  ],
  [
    "plugin",
    async (tenant) => {
      const project = await YamlProject.open(tenant);
      const resources = NAMES.map((name) => `  ${name}:\n    type: sailpoint:ConnectorCustomizer\n`);
      project.program(`resources:\n${resources.join("")}`);
      return project;
    },
  ],
];

const managed = (project: Project) => project.resources().filter(({ type }) => !type.startsWith("pulumi:"));
const names = (tenant: Tenant) => tenant.customizers.map(({ name }) => name).sort();

/** Starts `up` and kills it, with everything it started, once so many creates have reached the tenant. */
async function killedUp(project: Project, tenant: Tenant, creates: number): Promise<void> {
  tenant.clearRequests();
  const child = spawn(project.engine, ["up", "--yes", "--skip-preview", "--non-interactive"], {
    cwd: project.folder,
    env: project.env,
    stdio: "ignore",
  });
  const ended = new Promise((done) => child.once("exit", done));
  const reached = () => tenant.requests.filter(({ route }) => route === "create").length >= creates;
  while (!reached() && child.exitCode === null) {
    await sleep(2);
  }
  await sleep(Math.random() * 60);
  if (child.exitCode === null && child.pid !== undefined) {
    killTree(child.pid);
  }
  await ended;
  dropEmptyAttributes(join(project.folder, "state"));
  await project.pulumi("cancel", "--yes");
}

describe.each(HOSTS)("an up of the %s that is killed at any moment", (_, open) => {
  test(
    "is taken up by the next one with adopt, without a duplicate",
    async () => {
      const tenant = await testTenant({ latencyMs: 30 });
      const project = await open(tenant);
      project.init();
      await project.succeed("config", "set", "sailpoint:adopt", "true");
      const converge = async () => {
        await project.up();
        expect(names(tenant)).toEqual(NAMES);
        expect(managed(project)).toHaveLength(DECLARED);
        await project.succeed("destroy", "--yes", "--skip-preview");
        expect(tenant.customizers).toEqual([]);
      };
      for (let kill = 0; kill < KILLS; kill++) {
        const left = DECLARED - tenant.customizers.length;
        await killedUp(project, tenant, Math.floor(Math.random() * Math.min(left, 16)));
        expect(new Set(names(tenant)).size).toBe(names(tenant).length);
        if (tenant.customizers.length === DECLARED) {
          await converge();
        }
      }
      await converge();
    },
    60_000 + KILLS * 30_000,
  );

  test("without adopt stops at what is left over, and names it and the ways on", { timeout: 120_000 }, async () => {
    const tenant = await testTenant({ latencyMs: 60 });
    const project = await open(tenant);
    project.init();
    await killedUp(project, tenant, 6);
    const recorded = new Set(managed(project).map(({ id }) => id));
    const leftovers = tenant.customizers.map(({ id }) => id).filter((id) => !recorded.has(id));
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    // The engine stops at the first failures, so that some of what is left over may not have come up yet.
    const told = [...output.matchAll(/already has one of this name, (\S+)/g)].map(([, id]) => id);
    expect(leftovers).not.toEqual([]);
    expect(told).not.toEqual([]);
    expect(leftovers).toEqual(expect.arrayContaining(told));
    expect(code).not.toBe(0);
    expect(output).toContain("adopt: true");
    expect(output).toContain("delete the existing one");
    expect(new Set(names(tenant)).size).toBe(names(tenant).length);

    await project.succeed("config", "set", "sailpoint:adopt", "true");
    await project.up();
    expect(names(tenant)).toEqual(NAMES);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });
});
