import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROUTES } from "../../tenant/requestLog";
import { API_VERSIONS, DEFAULT_SWITCHES } from "../../tenant/switches";

test("docs/tenant.md names every switch, kind of request and API version", () => {
  const docs = readFileSync("docs/tenant.md", "utf8");
  const names = [...Object.keys(DEFAULT_SWITCHES), ...ROUTES, ...API_VERSIONS];
  expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});
