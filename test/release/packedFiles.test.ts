import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { packedPackage } from "../support/packedPackage";

const built = packedPackage();

test("the packed package holds compiled files, the plugin, the docs and the examples, and neither sources nor tests", () => {
  const files = execFileSync("tar", ["-tzf", built.packed], { encoding: "utf8" }).trim().split("\n");
  const folders = new Set(files.map((file) => file.split("/").slice(1, -1)[0]).filter(Boolean));
  expect([...folders].sort()).toEqual(["dist", "docs", "examples", "plugin"]);
  const own = files.filter((file) => !file.startsWith("package/examples/"));
  expect(own.filter((file) => /(?<!\.d)\.[cm]?tsx?$|\.map$|\.test\./.test(file))).toEqual([]);
});
