import { expect, test } from "vitest";
import { importNames } from "../../../provider/hosts/converter/importNames";
import { parseSelection } from "../../../provider/hosts/converter/tenantImports";

test("logical names are plain, and begin with a letter", () => {
  const names = ["Payroll (prod)", "Zürich", "1st", "日本", ""].map((name, index) => ({ id: `id${index}`, name }));
  expect([...importNames(names).values()].slice(0, 3)).toEqual(["payroll-prod", "zurich", "n-1st"]);
});

test("names that would be the same get their ids, in any order of the listing", () => {
  const members = [
    { id: "aaaa-1", name: "Same" },
    { id: "bbbb-2", name: "same!" },
    { id: "cccc-3", name: "Other" },
  ];
  const expected = { "aaaa-1": "same-aaaa-1", "bbbb-2": "same-bbbb-2", "cccc-3": "other" };
  expect(Object.fromEntries(importNames(members))).toEqual(expected);
  expect(Object.fromEntries(importNames(members.toReversed()))).toEqual(expected);
});

test("an argument that is not known is an error that shows the usage", () => {
  expect(parseSelection([])).toEqual({ name: "*", links: true });
  expect(parseSelection(["--name", "Pay*", "--no-links"])).toEqual({ name: "Pay*", links: false });
  expect(() => parseSelection(["--nmae"])).toThrow("[--name GLOB] [--no-links]");
});
