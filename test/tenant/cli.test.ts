import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-tenant-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs the command until it has printed its variables or ended. */
async function tenantCommand(...args: string[]) {
  const child = spawn(process.execPath, ["dist/tenant/cli.js", "tenant", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let complaint = "";
  const ended = new Promise<number | null>((done) => child.once("close", (code) => done(code)));
  child.stderr.on("data", (data) => {
    complaint += data;
  });
  await Promise.race([
    ended,
    new Promise<void>((ready) => {
      child.stdout.on("data", (data) => {
        out += data;
        if (out.split("\n").length > 3) {
          ready();
        }
      });
    }),
  ]);
  const env = Object.fromEntries([...out.matchAll(/^export (\w+)=(.+)$/gm)].map(([, name, value]) => [name, value]));
  return { env, ended, child, complaint: () => complaint };
}

async function stop(
  { child, ended }: { child: ChildProcess; ended: Promise<number | null> },
  signal: NodeJS.Signals = "SIGTERM",
) {
  child.kill(signal);
  return ended;
}

describe("pulumi-sailpoint tenant", () => {
  test("is executable, as npx requires", () => {
    expect(() => accessSync("dist/tenant/cli.js", constants.X_OK)).not.toThrow();
  });

  test("shows its version, and help with the real default of --instance and what to do next", () => {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, ["dist/tenant/cli.js", ...args], { encoding: "utf8" });
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(run("tenant", "--version")).toBe(`${version}\n`);
    const help = run("tenant", "--help").replace(/\s+/g, " ");
    expect(help).toContain('repeatable (default: "Payroll SaaS" and "HR SaaS")');
    expect(help).toMatch(/export lines.*pulumi up.*address in a browser[^.]*\. $/);
  });

  test("prints the three variables, serves, and ends with 0 if it is interrupted", async () => {
    const tenant = await tenantCommand("--port", "0");
    expect(Object.keys(tenant.env)).toEqual(["SAIL_BASE_URL", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"]);
    const page = await fetch(tenant.env["SAIL_BASE_URL"] ?? "");
    expect(await page.text()).toContain("<!DOCTYPE html>");
    expect(await stop(tenant, "SIGINT")).toBe(0);
    expect(tenant.complaint()).toBe(
      `Open ${tenant.env["SAIL_BASE_URL"]} in a browser to see the tenant's contents, live. Ctrl-C stops the tenant.\n`,
    );
  });

  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "has everything that it answered in the data file after %s",
    async (signal) => {
      const data = join(folder(), "tenant.json");
      const tenant = await tenantCommand("--port", "0", "--data", data);
      const answered: string[] = [];
      const add = async (name: string) => {
        const request = { method: "POST", body: JSON.stringify({ name }) };
        const { status } = await fetch(`${tenant.env["SAIL_BASE_URL"]}/_tenant/instances`, request);
        answered.push(...(status === 201 ? [name] : []));
      };
      const adding = Array.from({ length: 40 }, (_, index) => add(`instance ${index}`));
      await Promise.race(adding);
      const code = await stop(tenant, signal);
      await Promise.allSettled(adding);
      expect(code).toBe(signal === "SIGKILL" ? null : 0);
      const { instances } = JSON.parse(readFileSync(data, "utf8")) as { instances: { name: string }[] };
      expect(answered).not.toEqual([]);
      expect(instances.map(({ name }) => name)).toEqual(expect.arrayContaining(answered));
    },
  );

  test("keeps its state and credentials in the data file", async () => {
    const data = join(folder(), "tenant.json");
    const first = await tenantCommand("--port", "0", "--data", data, "--instance", "Mine");
    await fetch(`${first.env["SAIL_BASE_URL"]}/_tenant/instances`, { method: "POST", body: '{"name":"Added"}' });
    expect(await stop(first)).toBe(0);
    const second = await tenantCommand("--port", "0", "--data", data);
    expect(second.env["SAIL_CLIENT_SECRET"]).toBe(first.env["SAIL_CLIENT_SECRET"]);
    const state = await (await fetch(`${second.env["SAIL_BASE_URL"]}/_tenant/state`)).json();
    expect(state).toMatchObject({ instances: [{ name: "Mine" }, { name: "Added" }] });
    await stop(second);
  });

  test("keeps sources and raw records in the data file, and adds the sources that an older file lacks", async () => {
    const data = join(folder(), "tenant.json");
    const stateOf = async (change?: { path: string; body: string }) => {
      const tenant = await tenantCommand("--port", "0", "--data", data);
      const url = `${tenant.env["SAIL_BASE_URL"]}/_tenant`;
      if (change) {
        await fetch(`${url}/${change.path}`, { method: "POST", body: change.body });
      }
      const state = (await (await fetch(`${url}/state`)).json()) as Record<string, unknown>;
      await stop(tenant);
      return { customizers: state["customizers"], sources: state["sources"] };
    };
    const first = await stateOf({ path: "customizers/raw", body: '{"id":"c1","created":null}' });
    expect(first).toMatchObject({ customizers: [{ raw: { id: "c1", created: null } }] });
    expect(await stateOf()).toEqual(first);
    const { sources, ...older } = JSON.parse(readFileSync(data, "utf8")) as { sources: unknown[] };
    writeFileSync(data, JSON.stringify(older));
    const again = (await stateOf()).sources;
    const withoutIds = (all: unknown) => (all as { id: string }[]).map(({ id, ...rest }) => rest);
    expect(withoutIds(again)).toEqual(withoutIds(sources));
  });

  test("refuses a data file of another program and does not change it", async () => {
    const data = join(folder(), "notes.json");
    writeFileSync(data, '{"notes":1}');
    const tenant = await tenantCommand("--port", "0", "--data", data);
    expect(await tenant.ended).toBe(1);
    expect(tenant.complaint()).toContain(`${data} is not a tenant's data file`);
    expect(readFileSync(data, "utf8")).toBe('{"notes":1}');
  });

  test("ends with an error if the data file cannot be written", async () => {
    const data = join(folder(), "no-such-folder/tenant.json");
    const tenant = await tenantCommand("--port", "0", "--data", data);
    expect(await tenant.ended).toBe(1);
    expect(tenant.complaint()).toMatch(`error: the data file ${data} cannot be written: ENOENT`);
    expect(tenant.complaint()).not.toContain(" at ");
  });

  test("quotes values for a shell", async () => {
    const secret = "a b;$(touch x)'\"";
    const tenant = await tenantCommand("--port", "0", "--client-secret", secret);
    const line = `export SAIL_CLIENT_SECRET=${tenant.env["SAIL_CLIENT_SECRET"]}`;
    expect(execFileSync("sh", ["-c", `${line}; printf %s "$SAIL_CLIENT_SECRET"`], { encoding: "utf8" })).toBe(secret);
  });

  test("starts with the switches that its options name", async () => {
    const args = ["--read-lag", "7", "--page-cap", "50", "--api-version", "v2026", "--api-version", "beta"];
    const tenant = await tenantCommand("--port", "0", ...args);
    const state = await (await fetch(`${tenant.env["SAIL_BASE_URL"]}/_tenant/state`)).json();
    expect(state).toMatchObject({ switches: { readLagMs: 7, pageCap: 50, apiVersions: ["v2026", "beta"] } });
  });

  test("listens on the address that --host names", async () => {
    const tenant = await tenantCommand("--port", "0", "--host", "localhost");
    expect(tenant.env["SAIL_BASE_URL"]).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(tenant.env["SAIL_BASE_URL"] ?? "")).status).toBe(200);
  });

  test("ends with an error if the port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once("listening", done));
    const { port } = server.address() as AddressInfo;
    const tenant = await tenantCommand("--port", String(port));
    expect(await tenant.ended).toBe(1);
    expect(tenant.complaint()).toBe(`error: port ${port} is in use; name another with --port\n`);
  });

  test.each([
    [["--rate-limit", "fast"], "It must look like 100/10s, or be off."],
    [["--rate-limit", "0/10s"], "It must look like 100/10s, or be off."],
    [["--port", "70000"], "It must be a port"],
    [["--client-id", ""], "It must not be empty."],
    [["--api-version", "v2023"], "It must be one of v2024, v2025"],
    [["--latency", "x"], "It must be a whole number."],
    [["--no-such"], "unknown option"],
  ])("refuses %j", async (args, complaint) => {
    const tenant = await tenantCommand(...args);
    expect(await tenant.ended).toBe(1);
    expect(tenant.complaint()).toContain(complaint);
  });
});
