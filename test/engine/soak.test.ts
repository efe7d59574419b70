import { resolve } from "node:path";
import { expect, test } from "vitest";
import { soak } from "../soak/soak";
import { enginePath } from "../support/engine";

/** Seeds of short histories that together hold most kinds of edits, runs and faults. */
const SEEDS = [500, 503, 505];
const LONGEST = 6;
const MINUTES = 1;

test("random operations with fixed seeds break no rule of ownership", { timeout: 300_000 }, async () => {
  const end = Date.now() + MINUTES * 60_000;
  const shared = { engine: enginePath(), folder: resolve(".cache/test/soak"), longest: LONGEST, keepGoing: true };
  const lines: string[] = [];
  for (const seed of SEEDS.filter((_, index) => index === 0 || Date.now() < end)) {
    const result = await soak({ ...shared, seed, histories: 1, minutes: MINUTES, log: (line) => lines.push(line) });
    expect(result.violations.map(({ report }) => report)).toEqual([]);
  }
  expect(lines).not.toEqual([]);
});
