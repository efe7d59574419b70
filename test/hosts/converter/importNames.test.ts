import { expect, test } from "vitest";
import { importNames } from "../../../provider/hosts/converter/importNames";

const members = (...names: string[]) => names.map((name, index) => ({ id: `id${index}`, name }));
const namesOf = (...names: string[]) => [...importNames(members(...names)).values()];

test("logical names are plain, and begin with a letter", () => {
  expect(namesOf("Payroll (prod)", "Zürich", "1st", "日本", "Кадры", "", "\u00a0")).toEqual([
    "payroll-prod",
    "zurich",
    "n-1st",
    "riben",
    "kadry",
    "unnamed-id5",
    "unnamed-id6",
  ]);
  expect(namesOf("NULL", "Yes", "n", "~ !&*", "- a: [b]", "$" + "{x}")).toEqual([
    "n-null",
    "n-yes",
    "n-n",
    "unnamed",
    "a-b",
    "x",
  ]);
});

test("long names are cut, and stay unique", () => {
  const [first, second] = namesOf(`${"a".repeat(200)}1`, `${"a".repeat(200)}2`);
  expect(first?.length).toBeLessThanOrEqual(64);
  expect(first).not.toBe(second);
});

test("names that would be the same get their ids, in any order of the listing", () => {
  const same = [
    { id: "aaaa-1", name: "Same" },
    { id: "bbbb-2", name: "same!" },
    { id: "cccc-3", name: "Other" },
  ];
  const expected = { "aaaa-1": "same-aaaa-1", "bbbb-2": "same-bbbb-2", "cccc-3": "other" };
  expect(Object.fromEntries(importNames(same))).toEqual(expected);
  expect(Object.fromEntries(importNames(same.toReversed()))).toEqual(expected);
});

test("the oldest keeps its name when another one of this name comes", () => {
  const old = { id: "old-id", name: "Payroll", created: "2024-01-01T00:00:00Z" };
  const young = { id: "young-id", name: "Payroll", created: "2025-01-01 00:00:00 +0000 UTC" };
  expect(importNames([old]).get("old-id")).toBe("payroll");
  expect(Object.fromEntries(importNames([young, old]))).toEqual({
    "old-id": "payroll",
    "young-id": "payroll-young-id",
  });
});

test("names are unique if ids begin alike, and if a name looks like another one with its id", () => {
  const alike = Array.from({ length: 50 }, (_, index) => ({ id: `00000000-0000-0000-0000-${index}`, name: "Same" }));
  const lookalike = { id: "x", name: "Same 00000000-0000" };
  const names = importNames([...alike, lookalike]);
  expect(new Set(names.values()).size).toBe(51);
  expect(names.get("x")).toBe("same-00000000-0000");
});

test("names that the stack has are not used again", () => {
  expect(importNames(members("Payroll"), "", new Set(["payroll"])).get("id0")).toBe("payroll-id0");
  expect(importNames(members("Payroll"), "-link", new Set(["payroll"])).get("id0")).toBe("payroll-link");
});
