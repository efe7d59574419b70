import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { Project } from "../support/engine";
import { blocksOf, type CodeBlock } from "./support/codeBlocks";
import { runTypescript, runYaml } from "./support/runPrograms";
import { importsOf, transpiled } from "./support/typescript";

const run = promisify(execFile);
// The first run builds Pulumi's language host for YAML and the SDK generator.
const TIMEOUT = 900_000;

/** Blocks that several pages have are run once. */
const distinct = (blocks: readonly CodeBlock[]) =>
  blocks.filter(({ text }, index) => blocks.findIndex((other) => other.text === text) === index);

const typescript = distinct(blocksOf("ts", "js"));
const tests = typescript.filter((block) => importsOf(block).includes("vitest"));
const others = typescript.filter((block) => !tests.includes(block));
const programs = others.filter((block) => importsOf(block).some((name) => /^(pulumi-|@pulumi\/)sailpoint$/.test(name)));
const scripts = others.filter(
  (block) => !programs.includes(block) && importsOf(block).includes("pulumi-sailpoint/tenant"),
);
// What such a program makes depends on the whole tenant, and so on the other programs of a stack.
const ofWholeTenant = programs.filter(
  ({ text }) => /getConnector\w+s(Output)?\(/.test(text) && text.includes("new sailpoint."),
);

const shown = (blocks: readonly CodeBlock[]) => blocks.map(({ place }) => place).join(", ");

/** Runs programs as one stack. If that fails, each is run alone, to say which one is at fault. */
async function runAll(
  blocks: readonly CodeBlock[],
  runStack: (some: readonly CodeBlock[]) => Promise<string | undefined>,
) {
  expect(blocks).not.toEqual([]);
  const fault = await runStack(blocks);
  if (fault === undefined) {
    return;
  }
  const faults: string[] = [];
  for (const block of blocks.length > 1 ? blocks : []) {
    const own = await runStack([block]);
    faults.push(...(own === undefined ? [] : [`${block.place}:\n${own}`]));
  }
  throw new Error(faults.join("\n\n") || `${shown(blocks)}:\n${fault}`);
}

test("programs in TypeScript deploy, and a second preview shows no change", { timeout: TIMEOUT }, () =>
  runAll(
    programs.filter((block) => !ofWholeTenant.includes(block)),
    runTypescript,
  ),
);

test.each(ofWholeTenant.map((block) => [block.place, block] as const))(
  "%s deploys alone",
  { timeout: TIMEOUT },
  (_, block) => runAll([block], runTypescript),
);

test("programs in YAML deploy on the plugin, and a second preview shows no change", { timeout: TIMEOUT }, () =>
  runAll(distinct(blocksOf("yamlProgram")), runYaml),
);

// It may run `pulumi` on the stack of its folder.
test.each(scripts.map((block) => [block.place, block] as const))("%s runs", { timeout: 180_000 }, async (_, block) => {
  const project = new Project({ url: "", clientId: "", clientSecret: "" });
  project.program(`new sailpoint.ConnectorCustomizer("payroll");`);
  await project.init();
  const { extension, text } = transpiled(block);
  const script = `script.${extension}`;
  writeFileSync(join(project.folder, script), text);
  await run(process.execPath, [script], { cwd: project.folder, env: project.env });
});

test("unit tests pass", { timeout: 180_000 }, async () => {
  expect(tests).not.toEqual([]);
  const folder = resolve(".cache/docs/vitest");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "vitest.config.mts"), "export default { test: { include: ['*.test.ts'] } };\n");
  for (const { place, text } of tests) {
    writeFileSync(join(folder, `${place.replace(/\W+/g, "-")}.test.ts`), text);
  }
  const vitest = resolve("node_modules/vitest/vitest.mjs");
  const { env } = new Project({ url: "", clientId: "", clientSecret: "" });
  env["NO_COLOR"] = "1";
  const ended = run(process.execPath, [vitest, "run", "--root", folder], { env, cwd: folder });
  const { stdout } = await ended.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });
  expect(stdout).toMatch(new RegExp(`Test Files .*\\b${tests.length} passed`));
});
