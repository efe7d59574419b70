import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Tenant } from "../../../tenant";
import { folderOf } from "../../support/folder";
import { jsonServer } from "../../support/jsonServer";
import { routesOf, testTenant } from "../../support/testTenant";

async function program(env: NodeJS.ProcessEnv, args: readonly string[] = [], stdin = "") {
  const child = spawn(process.execPath, ["dist/cli/main.js", "program", ...args], {
    env: { PATH: process.env["PATH"], ...env },
  });
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

const envOf = ({ url, clientId, clientSecret }: Pick<Tenant, "url" | "clientId" | "clientSecret">) => {
  return { SAIL_BASE_URL: url, SAIL_CLIENT_ID: clientId, SAIL_CLIENT_SECRET: clientSecret };
};

async function payrollTenant() {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
  const ids = ["Payroll", "Contractors", "Same", "Same"].map((name) => tenant.edit.create(name).id);
  tenant.edit.link("i1", ids[0] ?? "");
  return { tenant, ids };
}

describe("pulumi-sailpoint program", () => {
  test("writes the program to standard output, the report to standard error, and only reads", async () => {
    const { tenant, ids } = await payrollTenant();
    const { code, stdout, stderr } = await program(envOf(tenant));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^import \* as sailpoint/);
    expect(stdout.match(/adopt: true/g)).toHaveLength(2);
    expect(stdout).toContain("customizerId: payroll.id");
    expect(stderr).toContain("customizers: 4 found, 2 chosen; 2 left out: 2 whose name another customizer has as well");
    expect(stderr).toContain(`"Same" (${ids[2]}), "Same" (${ids[3]})`);
    expect(stderr).toContain("links: 1 found, 1 chosen; 0 left out");
    expect(stderr + stdout).not.toContain(tenant.clientSecret);
    expect(routesOf(tenant).sort()).toEqual(["instances", "list"]);
  });

  test("selects by name, and leaves out links whose customizer is not selected", async () => {
    const { tenant } = await payrollTenant();
    const some = await program(envOf(tenant), ["--name", "Contr*", "--name", "none"]);
    expect(some.stdout).toContain('"contractors"');
    expect(some.stdout).not.toContain("payroll");
    expect(some.stderr).toContain('1 left out: 1 whose customizer is not chosen, "Payroll SaaS" (i1)');
    const without = await program(envOf(tenant), ["--no-links"]);
    expect(without.stdout).not.toContain("ConnectorCustomizerLink");
  });

  test.each(["sailpoint:index:", "pulumi-nodejs:dynamic/sailpoint:"])(
    "leaves out what a stack of %s has, from a file and from standard input",
    async (types) => {
      const { tenant, ids } = await payrollTenant();
      const type = `${types}ConnectorCustomizer`;
      const resources = [{ type, urn: `urn:pulumi:s::p::${type}::pay`, id: ids[0] }];
      const state = JSON.stringify({ version: 3, deployment: { resources } });
      const file = join(folderOf({ "state.json": state }), "state.json");
      const fromFile = await program(envOf(tenant), ["--only-new", file]);
      expect(fromFile.stdout).not.toContain('name: "Payroll"');
      expect(fromFile.stdout).toContain(`// to the customizer "pay"`);
      expect(fromFile.stdout).toContain(`customizerId: "${ids[0]}"`);
      expect(fromFile.stderr).toContain("1 that the stack has already");
      expect((await program(envOf(tenant), ["--only-new", "-"], state)).stdout).toBe(fromFile.stdout);
    },
  );

  test("names what is wrong, and writes no program", async () => {
    const { tenant } = await payrollTenant();
    const runs = [
      [await program({}), "SAIL_BASE_URL"],
      [await program(envOf(tenant), ["--only-new", "none.json"]), "--only-new none.json: ENOENT"],
      [await program(envOf(tenant), ["--only-new", "-"], "<html>"), "not JSON"],
      [await program(envOf(tenant), ["--language", "cobol"]), "typescript"],
      [await program({ ...envOf(tenant), SAIL_TENANT_ID: "another" }), "pins this stack to tenant another"],
    ] as const;
    for (const [{ code, stdout, stderr }, message] of runs) {
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining(message) });
      expect(stderr).not.toContain("    at ");
    }
  });

  test("names the environment's variables, and nothing of a stack's configuration", async () => {
    const { tenant } = await payrollTenant();
    const unset = await program({ SAIL_BASE_URL: "https://example.api.identitynow.com/v2024", SAIL_CLIENT_ID: "id" });
    expect(unset.stderr).toContain(
      "SAIL_BASE_URL must not end with an API version (v2024; set it as SAIL_API_VERSION)",
    );
    expect(unset.stderr).toContain("SAIL_CLIENT_SECRET is not set");
    const refused = await program({ ...envOf(tenant), SAIL_CLIENT_SECRET: "wrong" });
    expect(refused.stderr).toContain("Check SAIL_CLIENT_ID and SAIL_CLIENT_SECRET.");
    const refusing = { ...envOf(tenant), SAIL_BASE_URL: "http://127.0.0.1:1", SAIL_RETRY_TIMEOUT: "1s" };
    const unreachable = await program(refusing);
    expect(unreachable.stderr).toContain(
      "Check SAIL_BASE_URL. Try again later, or allow more time with SAIL_RETRY_TIMEOUT.",
    );
    for (const { code, stdout, stderr } of [unset, refused, unreachable]) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).not.toMatch(/sailpoint:[a-z]|pulumi config|pulumi refresh/);
    }
  });

  test("waits as a limiting tenant asks, says so, and reports a tenant that fails", async () => {
    let limited = 0;
    const limiting = await jsonServer(({ url }) =>
      limited++ === 0
        ? { status: 429, headers: { "retry-after": "1" } }
        : { body: url.includes("instances") ? [] : null },
    );
    const waited = await program(envOf({ url: limiting.url, clientId: "id", clientSecret: "canary" }));
    expect(waited).toMatchObject({ code: 0, stderr: expect.stringContaining("429") });
    const failing = await jsonServer(() => ({ status: 403, body: { detailCode: "403 Forbidden" } }));
    const failed = await program(envOf({ url: failing.url, clientId: "id", clientSecret: "canary" }));
    expect(failed).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("403") });
  });

  test("has help", async () => {
    const { code, stdout } = await program({}, ["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--only-new <state>");
  });
});
