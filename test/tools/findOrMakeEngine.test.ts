import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { engineFolder } from "../../tools/lib/engineVersion.mjs";
import { findOrMakeEngine } from "../../tools/lib/findOrMakeEngine.mjs";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-engine-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function program(path: string, prints: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho ${prints}\n`);
  chmodSync(path, 0o755);
}

/** What an engine needs beside it. */
function withIt(folder: string): void {
  program(join(folder, "pulumi-language-nodejs"), "");
  program(join(folder, "pulumi-resource-pulumi-nodejs"), "");
}

/** A machine on which nothing but a shell is on PATH. */
function machine() {
  const root = folder();
  const bin = join(root, "bin");
  mkdirSync(bin);
  symlinkSync("/bin/sh", join(bin, "sh"));
  return { bin, env: { PATH: bin, HOME: root, XDG_CACHE_HOME: join(root, "cache") } };
}

const quiet = () => {};

describe("the engine", () => {
  test("is the one on PATH, where it is recent and has its Node.js host", async () => {
    const { bin, env } = machine();
    program(join(bin, "pulumi"), "v3.300.0");
    withIt(bin);
    expect(await findOrMakeEngine(quiet, env)).toBe(join(bin, "pulumi"));
  });

  test("on PATH that cannot be used is passed over for a later one, and why is told", async () => {
    const { bin, env } = machine();
    const [old, broken, alone] = [folder(), folder(), folder()];
    program(join(old, "pulumi"), "v3.0.0");
    program(join(broken, "pulumi"), "; exit 3");
    withIt(bin);
    program(join(bin, "pulumi"), "v3.300.0");
    const lines: string[] = [];
    const search = (...path: string[]) =>
      findOrMakeEngine((line: string) => lines.push(line), { ...env, PATH: path.join(delimiter) });
    expect(await search(old, broken, bin)).toBe(join(bin, "pulumi"));
    expect(lines).toEqual([
      `Passing over ${old}/pulumi: its version is v3.0.0, and 3.142.0 is needed.`,
      `Passing over ${broken}/pulumi: it ends with 3.`,
    ]);
    program(join(alone, "pulumi"), "v3.300.0");
    await expect(search(alone)).rejects.toThrow();
    expect(lines[2]).toContain("there is no pulumi-language-nodejs and no pulumi-resource-pulumi-nodejs with it");
  });

  test("on PATH that is too old is passed over for the cached one", async () => {
    const { bin, env } = machine();
    const old = join(folder(), "old");
    program(join(old, "pulumi"), "v3.0.0");
    withIt(old);
    const cached = join(engineFolder(env), "pulumi");
    program(cached, "v3.255.0");
    writeFileSync(join(dirname(cached), "complete"), "");
    expect(await findOrMakeEngine(quiet, { ...env, PATH: [old, bin].join(delimiter) })).toBe(cached);
  });

  test("that was cached only in part is not used", async () => {
    const { env } = machine();
    program(join(engineFolder(env), "pulumi"), "v3.255.0");
    await expect(findOrMakeEngine(quiet, env)).rejects.toThrow("install Go 1.25 or newer");
  });

  test("that cannot be made is told with what to install", async () => {
    const lines: string[] = [];
    await expect(findOrMakeEngine((line: string) => lines.push(line), machine().env)).rejects.toThrow(
      /There is no Pulumi engine here, and none could be made\..*install Pulumi.*or install Go/s,
    );
    expect(lines.join("\n")).toContain("There is no Pulumi engine to be used on PATH");
  });
});
