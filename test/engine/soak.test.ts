import { resolve } from "node:path";
import { expect, test } from "vitest";
import { soak } from "../soak/soak";
import { enginePath } from "../support/engine";

const SEED = 915;
const HISTORIES = 3;
/** On a slow machine fewer histories run. */
const MINUTES = 0.8;

test("random operations with a fixed seed break no rule of ownership", { timeout: 300_000 }, async () => {
  const { histories, violations } = await soak({
    engine: enginePath(),
    folder: resolve(".cache/test/soak"),
    seed: SEED,
    histories: HISTORIES,
    minutes: MINUTES,
    longest: 5,
    keepGoing: true,
    log: () => {},
  });
  expect(violations.map(({ report }) => report)).toEqual([]);
  expect(histories).toBeGreaterThan(0);
});
