import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { enginePath } from "../support/engine";
import { packedPackage } from "../support/packedPackage";
import { type PageBlock, pageBlocks } from "../support/pageBlocks";
import { PageShell } from "../support/pageShell";

const PAGE = resolve("docs/firstProject.md");
const OWN_TENANT = "## On your own tenant";

const built = packedPackage();

/** The environment of somebody who has installed Pulumi and Node.js, and nothing else. */
function newcomer(): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(enginePath()), process.env["PATH"]].join(delimiter),
    HOME: process.env["HOME"],
    PULUMI_HOME: join(built.shelf, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_prefer_offline: "true",
    npm_config_update_notifier: "false",
  };
}

function write({ file, text }: PageBlock, folder: string): void {
  const path = join(folder, file ?? "");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What the tenant of the page holds. */
async function contents(shell: PageShell): Promise<{ name: string; versions: unknown[] }[]> {
  const answer = await fetch(`${shell.env["SAIL_BASE_URL"]}/_tenant/state`);
  return ((await answer.json()) as { customizers: { name: string; versions: unknown[] }[] }).customizers;
}

test("docs/firstProject.md, step by step, deploys, changes and removes without a warning", {
  timeout: 600_000,
}, async () => {
  const [page] = readFileSync(PAGE, "utf8").split(OWN_TENANT);
  expect(page).toContain(`file:../${basename(built.packed)}`);
  const shell = new PageShell(built.shelf, newcomer());
  const outputs: string[] = [];
  const seen: string[][] = [];
  for (const block of pageBlocks(page ?? "")) {
    if (block.file) {
      write(block, shell.folder);
    } else if (block.language === "sh") {
      const output = await shell.run(block.text);
      expect(output).not.toMatch(/warn|deprecat/i);
      outputs.push(output);
      if (shell.env["SAIL_BASE_URL"]) {
        seen.push((await contents(shell)).map(({ name, versions }) => `${name} ${versions.length}`));
      }
    }
  }
  expect(outputs.join("\n")).toMatch(/No fault found[\s\S]*\+ 5 created[\s\S]*\+-1 replaced[\s\S]*- 5 deleted/);
  expect(seen).toEqual([[], ["Payroll 1"], ["Payroll 2"], []]);
});
