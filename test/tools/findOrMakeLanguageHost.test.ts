import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findOrMakeLanguageHost, LANGUAGES } from "../../tools/lib/findOrMakeLanguageHost.mjs";
import { folderOf } from "../support/folder";

function program(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
}

test.each(LANGUAGES)("%s: a host beside the engine comes before one on PATH", async (language) => {
  const folder = folderOf();
  const engine = program(join(folder, "engine/pulumi"));
  const onPath = dirname(program(join(folder, `bin/pulumi-language-${language}`)));
  const env = { PATH: onPath, PULUMI_SAILPOINT_CACHE: join(folder, "cache") };
  expect(await findOrMakeLanguageHost(language, engine, () => {}, env)).toBe(onPath);
  program(join(folder, `engine/pulumi-language-${language}`));
  expect(await findOrMakeLanguageHost(language, engine, () => {}, env)).toBe(dirname(engine));
});

test.each(LANGUAGES)("%s: without a host and without Go, the error says what to install", async (language) => {
  const folder = folderOf();
  const env = { PATH: folder, PULUMI_SAILPOINT_CACHE: join(folder, "cache") };
  await expect(findOrMakeLanguageHost(language, join(folder, "pulumi"), () => {}, env)).rejects.toThrow(
    `There is no pulumi-language-${language} here. Install Pulumi, or Go`,
  );
});

test("two at once build the host for Python once, complete with its script", { timeout: 300_000 }, async () => {
  const cache = join(folderOf(), "cache");
  const env = { ...process.env, PATH: withoutHosts(), PULUMI_SAILPOINT_CACHE: cache };
  const lines: string[] = [];
  const make = () => findOrMakeLanguageHost("python", "/nowhere/pulumi", (line) => void lines.push(line), env);
  const [one, other] = await Promise.all([make(), make()]);
  expect(one).toBe(other);
  expect(lines.filter((line) => line.startsWith("Building"))).toHaveLength(1);
  expect(readdirSync(one).sort()).toEqual(["pulumi-language-python", "pulumi-language-python-exec"]);
  expect(readdirSync(dirname(one))).toHaveLength(1);
});

/** PATH without the folders of an installed Pulumi. */
function withoutHosts(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.filter((folder) => !existsSync(join(folder, "pulumi-language-python"))).join(delimiter);
}
