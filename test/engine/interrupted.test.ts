import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 120_000;
const DECLARED = 12;
const NAMES = Array.from({ length: DECLARED }, (_, index) => `c${index}`).sort();
const PROGRAM = `resources:\n${NAMES.map((name) => `  ${name}: { type: sailpoint:ConnectorCustomizer }\n`).join("")}`;

const names = (tenant: Tenant) => tenant.customizers.map(({ name }) => name).sort();
const creates = (tenant: Tenant) => tenant.requests.filter(({ route }) => route === "create").length;

async function opened(tenant: Tenant): Promise<YamlProject> {
  const project = await YamlProject.open(tenant);
  project.program(PROGRAM);
  project.init();
  return project;
}

/** Starts `up`, interrupts it as Ctrl-C does when it waits, and returns how long its end took, in milliseconds. */
async function interruptedUp(project: YamlProject, waits: () => boolean): Promise<{ output: string; tookMs: number }> {
  const { child, ended } = project.start("up", "--yes", "--skip-preview");
  while (!waits() && child.exitCode === null) {
    await sleep(5);
  }
  await sleep(300);
  const at = performance.now();
  child.kill("SIGINT");
  const { output } = await ended;
  return { output, tookMs: performance.now() - at };
}

describe("an up of the plugin that is interrupted while it waits", () => {
  test.each<{
    waits: string;
    rateLimit?: string;
    prepare: (tenant: Tenant) => void;
    reached: (tenant: Tenant) => boolean;
  }>([
    {
      waits: "for the rate limit",
      rateLimit: "5/120s",
      prepare: () => {},
      reached: (tenant) => tenant.requests.length === 5,
    },
    {
      waits: "after a 429",
      prepare: (tenant) =>
        void tenant.fault({ route: "create", skip: 4, action: { status: 429, headers: { "retry-after": "90" } } }),
      reached: (tenant) => tenant.requests.some(({ status }) => status === 429),
    },
    {
      waits: "to repeat a request",
      prepare: (tenant) =>
        void tenant.fault({ route: "list", action: { status: 503, headers: { "retry-after": "20" } } }),
      reached: (tenant) => tenant.requests.some(({ status }) => status === 503),
    },
  ])("$waits ends at once, and the next one goes on without a duplicate", { timeout: TIMEOUT }, async (wait) => {
    const tenant = await testTenant();
    const project = await opened(tenant);
    if (wait.rateLimit) {
      await project.succeed("config", "set", "sailpoint:rateLimit", wait.rateLimit);
    }
    wait.prepare(tenant);
    const { output, tookMs } = await interruptedUp(project, () => wait.reached(tenant));
    expect(output).toContain("cancelled");
    expect(tookMs, output).toBeLessThan(5_000);
    const made = names(tenant);
    expect(made.length).toBeLessThan(DECLARED);
    expect(
      project
        .resources()
        .filter(({ id }) => id && id !== "")
        .map(({ inputs }) => inputs?.["name"])
        .sort(),
    ).toEqual(expect.arrayContaining(made));
    const before = creates(tenant);
    await sleep(1_000);
    expect(creates(tenant)).toBe(before);
    await project.pulumi("config", "rm", "sailpoint:rateLimit");
    await project.up();
    expect(names(tenant)).toEqual(NAMES);
  });

  test("with creates under way records each of them", { timeout: TIMEOUT }, async () => {
    const tenant = await testTenant({ latencyMs: 800 });
    const project = await opened(tenant);
    const { tookMs } = await interruptedUp(project, () => creates(tenant) > 0);
    expect(tookMs).toBeLessThan(6_000);
    const made = names(tenant);
    expect(made.length).toBeGreaterThan(0);
    expect(project.resources().map(({ inputs }) => inputs?.["name"])).toEqual(expect.arrayContaining(made));
    await project.up();
    expect(names(tenant)).toEqual(NAMES);
  });
});
