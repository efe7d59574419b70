import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../tools/lib/engineVersion.mjs";
import { performancePage } from "./performancePage.mjs";
import { performancePlots } from "./performancePlots.mjs";

export const RESULTS = join(repository, "bench/results.json");
export const PAGE = join(repository, "docs/performance.md");
export const PICTURES = join(repository, "docs/pictures");

/** @returns the results of the last measurement that was written */
export function readResults() {
  return JSON.parse(readFileSync(RESULTS, "utf8"));
}

/** Makes the plots and the page from these results. */
export function writePerformance(results) {
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, svg] of Object.entries(performancePlots(results))) {
    writeFileSync(join(PICTURES, name), svg);
  }
  writeFileSync(PAGE, performancePage(readFileSync(PAGE, "utf8"), results));
}
