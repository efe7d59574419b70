import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTables } from "../../bench/lib/tables.mjs";
import { performancePage } from "../../bench/plots/performancePage.mjs";
import { performancePlots } from "../../bench/plots/performancePlots.mjs";
import { PAGE, PICTURES, readResults } from "../../bench/plots/writePerformance.mjs";

const results = readResults();
const plots: Record<string, string> = performancePlots(results);

describe("docs/performance.md", () => {
  test("shows what bench/results.json says", () => {
    const page = readFileSync(PAGE, "utf8");
    expect(page, "run `node bench/plots.mjs`").toBe(performancePage(page, results));
  });

  test("shows another number if the results have one", () => {
    const page = readFileSync(PAGE, "utf8");
    const changed = structuredClone(results);
    const row = changed.tables.find(({ title }: { title: string }) => title === "N = 1000, no limit, 0 ms latency")
      .rows[0];
    row[2] = "9.87";
    expect(performancePage(page, changed)).toContain("takes 9.87 times the engine's own time");
    expect(Object.values(performancePlots(changed)).join()).toContain("Creating 1000 takes 9.87 times");
  });

  test("opens with the plots", () => {
    const [opening = ""] = readFileSync(PAGE, "utf8").split("\n## ");
    const shown = [...opening.matchAll(/\(pictures\/([^)]+)\)/g)].map(([, name]) => name);
    expect(shown).toEqual(Object.keys(plots));
  });
});

describe("the plots", () => {
  test("in docs/pictures are those of bench/results.json", () => {
    const written = readdirSync(PICTURES).filter((name) => name.startsWith("performance-"));
    expect(written.sort()).toEqual(Object.keys(plots).sort());
    for (const [name, svg] of Object.entries(plots)) {
      expect(readFileSync(join(PICTURES, name), "utf8"), `${name}: run \`node bench/plots.mjs\``).toBe(svg);
    }
  });

  test("have a dark form, and every number is one", () => {
    for (const svg of Object.values(plots)) {
      expect(svg).toContain("prefers-color-scheme:dark");
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

test("a measurement's sections become tables with their headings as titles", () => {
  const sections =
    "### Start\n\n| | a |\n| --- | --: |\n| x | 1 |\n\n### Plugin\n\nN = 10\n\n| | b |\n| --- | --: |\n| y | 2 / 3 |";
  expect(readTables(sections)).toEqual([
    { title: "Start", head: ["", "a"], rows: [["x", "1"]] },
    { title: "Plugin: N = 10", head: ["", "b"], rows: [["y", "2 / 3"]] },
  ]);
});
