import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findOrMakeYamlHost } from "../../tools/lib/findOrMakeYamlHost.mjs";
import { folderOf } from "../support/folder";

function program(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
}

test("a host beside the engine comes before one on PATH", async () => {
  const folder = folderOf();
  const engine = program(join(folder, "engine/pulumi"));
  const onPath = dirname(program(join(folder, "bin/pulumi-language-yaml")));
  const env = { PATH: onPath, PULUMI_SAILPOINT_CACHE: join(folder, "cache") };
  expect(await findOrMakeYamlHost(engine, () => {}, env)).toBe(onPath);
  program(join(folder, "engine/pulumi-language-yaml"));
  expect(await findOrMakeYamlHost(engine, () => {}, env)).toBe(dirname(engine));
});

test("without a host and without Go, the error says what to install", async () => {
  const folder = folderOf();
  const env = { PATH: folder, PULUMI_SAILPOINT_CACHE: join(folder, "cache") };
  await expect(findOrMakeYamlHost(join(folder, "pulumi"), () => {}, env)).rejects.toThrow("Install Pulumi, or Go");
});
