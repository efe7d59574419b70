import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { dropEmptyAttributes } from "../../tools/lib/dropEmptyAttributes.mjs";

test("removes attributes that a killed engine left empty, and nothing else", () => {
  const state = mkdtempSync(join(tmpdir(), "state-"));
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  mkdirSync(join(state, ".pulumi"));
  const path = (name: string) => join(state, ".pulumi", name);
  for (const [name, text] of [
    ["cut.json.attrs", ""],
    ["whole.json.attrs", "{}"],
    ["cut.json", ""],
  ] as const) {
    writeFileSync(path(name), text);
  }
  dropEmptyAttributes(state);
  dropEmptyAttributes(join(state, "none"));
  expect(["cut.json.attrs", "whole.json.attrs", "cut.json"].map((name) => existsSync(path(name)))).toEqual([
    false,
    true,
    true,
  ]);
});
