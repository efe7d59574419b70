import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf } from "../support/folder";
import { go } from "../support/go";
import { readWorkflow } from "../support/pipelines/workflow";

const EXAMPLES = "examples/pipelines/githubActions";
const OWN = ".github/workflows";
const filesOf = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).map((name) => resolve(join(folder, name))) : [];
// What actionlint hands to other programs depends on what is installed, so it hands over nothing.
const actionlint = (files: string[]) =>
  go("tools/engine/actionlint", ["tool", "actionlint", "-no-color", "-shellcheck=", "-pyflakes=", ...files]);

describe("GitHub's workflows", () => {
  test("are valid for actionlint", { timeout: 180_000 }, async () => {
    expect(filesOf(EXAMPLES)).toHaveLength(3);
    await actionlint([...filesOf(EXAMPLES), ...filesOf(OWN)]);
    const wrong = join(folderOf(), "wrong.yml");
    writeFileSync(wrong, readFileSync(join(EXAMPLES, "deploy.yml"), "utf8").replace("timeout-minutes", "timeout"));
    await expect(actionlint([wrong])).rejects.toThrow();
  });

  test("have the least permissions, a time limit, and a deploy that is never cancelled", () => {
    const [deploy, drift, preview] = filesOf(EXAMPLES).sort().map(readWorkflow);
    for (const workflow of [deploy, drift, preview]) {
      expect(workflow?.permissions).toEqual({ contents: "read" });
      expect(Object.values(workflow?.jobs ?? {})[0]?.["timeout-minutes"]).toBeGreaterThan(0);
    }
    expect(preview?.jobs["preview"]?.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(deploy?.concurrency["cancel-in-progress"]).toBe(false);
    expect(drift?.concurrency.group).not.toBe(deploy?.concurrency.group);
  });
});

test("docs/gitops.md lists every variable and secret that the pipelines read", () => {
  const docs = readFileSync("docs/gitops.md", "utf8");
  const workflows = filesOf(EXAMPLES).map((path) => readFileSync(path, "utf8"));
  const names = workflows.flatMap((text) => [...text.matchAll(/\b(?:vars|secrets)\.(\w+)/g)].map(([, name]) => name));
  expect(new Set(names).size).toBe(7);
  for (const name of [...names, "GITLAB_NOTE_TOKEN"]) {
    expect(docs).toContain(`\`${name}\``);
  }
});
