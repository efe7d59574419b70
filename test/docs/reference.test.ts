import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { pageOf } from "../../tools/schema/examples.mjs";

const run = promisify(execFile);
const schema = JSON.parse(readFileSync("plugin/schema.json", "utf8")) as { resources: object; functions: object };

test("docs/reference has a page for each resource and function, and no other", () => {
  const tokens = [...Object.keys(schema.resources), ...Object.keys(schema.functions)];
  expect(readdirSync("docs/reference").map((name) => `docs/reference/${name}`)).toEqual(tokens.map(pageOf).sort());
});

test("their tables are what tools/docs.mjs makes of plugin/schema.json", { timeout: 60_000 }, async () => {
  await run(process.execPath, ["tools/docs.mjs", "--check"]);
});
