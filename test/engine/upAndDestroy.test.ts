import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../tools/lib/isAlive.mjs";
import { enginePath } from "../support/engine";
import { FAST_START } from "../support/fast/env";
import { killTree } from "../support/killTree";

const COPIED = [
  "provider",
  "tenant",
  "cli",
  "dist",
  ".cache/built",
  "tools",
  "Pulumi.yaml",
  "package.json",
  "package-lock.json",
];
const OTHERS = ["tsconfig.json", "tsconfig.build.json", "examples/quickstart"];

/** This repository as a clone of it is, with packages installed and compiled; its path has what a URL would encode. */
function copy(): string {
  mkdirSync(resolve(".cache/test"), { recursive: true });
  const folder = join(mkdtempSync(resolve(".cache/test/clone-")), "a b#c%20d");
  onTestFinished(() => rmSync(dirname(folder), { recursive: true, force: true }));
  for (const path of [...COPIED, ...OTHERS]) {
    cpSync(resolve(path), join(folder, path), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

function start(
  folder: string,
  command: "up" | "destroy",
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<[number | null, string]> } {
  const child = spawn(process.execPath, [join(folder, "tools", `${command}.mjs`)], {
    env: {
      PATH: [dirname(enginePath()), process.env["PATH"]].join(delimiter),
      HOME: join(folder, "home"),
      ...FAST_START,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  return { child, ended: new Promise((done) => child.once("close", (code) => done([code, output]))) };
}

const run = (folder: string, command: "up" | "destroy", env?: NodeJS.ProcessEnv) => start(folder, command, env).ended;

const served = (folder: string) =>
  JSON.parse(readFileSync(join(folder, ".pulumi/local/server.json"), "utf8")) as { pid?: number; url?: string };

const inTenant = (folder: string) =>
  (
    JSON.parse(readFileSync(join(folder, ".pulumi/local/tenant.json"), "utf8")) as { customizers: { name: string }[] }
  ).customizers
    .map(({ name }) => name)
    .sort();

test("npm run up creates what is listed and serves it, changes nothing when run again, and npm run destroy is the way back", {
  timeout: 480_000,
}, async () => {
  const folder = copy();
  const [code, output] = await run(folder, "up", { SAIL_TENANT_ID: "another", SAIL_API_VERSION: "v1" });
  expect(output).toMatch(/In the tenant:\n {2}(Payroll|Contractors) +[0-9a-f-]{36} {2}created 20/);
  expect(code).toBe(0);
  expect(output.match(/^\[\d\/\d\] /gm)).toEqual(["[1/4] ", "[2/4] ", "[3/4] ", "[4/4] "]);
  const { url = "", pid = 0 } = served(folder);
  expect(output).toContain(`Tenant:  ${url} in a browser; it serves until \`npm run destroy\``);
  expect(output).toContain("edit examples/quickstart/index.ts");
  expect(await (await fetch(url)).text()).toContain("<!DOCTYPE html>");

  expect((await run(folder, "up"))[1]).toContain("3 unchanged");
  expect(served(folder)).toMatchObject({ url, pid });

  const [destroyed, said] = await run(folder, "destroy");
  expect(said).toContain("The tenant is empty.");
  expect(said).not.toContain("pulumi stack rm");
  expect(destroyed).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
  expect(isAlive(pid)).toBe(false);
  expect([".pulumi", "Pulumi.local.yaml"].filter((path) => existsSync(join(folder, path)))).toEqual([]);
  expect((await run(folder, "destroy"))[1]).toContain("There is nothing to remove");
});

test("npm run up goes on after one that was killed, and two at once do not get in each other's way", {
  timeout: 480_000,
}, async () => {
  const folder = copy();
  const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
  writeFileSync(
    join(folder, "examples/quickstart/index.ts"),
    `import * as sailpoint from "pulumi-sailpoint";
for (const name of ${JSON.stringify(names)}) {
  new sailpoint.ConnectorCustomizer(name, { adopt: true });
}\n`,
  );
  const locks = join(folder, ".pulumi/local/state/.pulumi/locks");
  const { child, ended } = start(folder, "up");
  while (!existsSync(join(folder, ".pulumi/local/tenant.json")) || inTenant(folder).length === 0) {
    expect(child.exitCode).toBeNull();
    await sleep(5);
  }
  killTree(child.pid ?? 0);
  await ended;
  expect(existsSync(locks)).toBe(true);

  const both = await Promise.all([run(folder, "up", { CI: "true" }), run(folder, "up", { CI: "true" })]);
  const said = both.map(([, output]) => output).join("\n");
  expect(both.map(([code]) => code)).toSatisfy((codes: unknown[]) => codes.every((code) => code === 0), said);
  expect(said).toContain("taking its lock away");
  expect(said).toContain("is at work on the same stack; waiting for it");
  expect(said).toContain("41 unchanged");
  expect(inTenant(folder)).toEqual(names.sort());
  expect(said).toContain("no longer served (CI is set)");
  expect(served(folder).pid).toBeUndefined();
  expect((await run(folder, "destroy"))[0]).toBe(0);
  expect(existsSync(join(folder, ".pulumi"))).toBe(false);
});
