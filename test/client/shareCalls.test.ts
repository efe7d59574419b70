import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { shareCalls } from "../../provider/client/shareCalls";

test("each caller gets what was begun after it asked, and those who wait together get the same", async () => {
  let runs = 0;
  const shared = shareCalls(async () => {
    const run = ++runs;
    await sleep(20);
    return run;
  });
  const first = shared();
  const others = [shared(), shared(), shared()];
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  expect(await shared()).toBe(3);
});

test("one that fails fails its own callers only", async () => {
  let runs = 0;
  const shared = shareCalls(async () => {
    await sleep(5);
    if (++runs === 1) {
      throw new Error("failed");
    }
    return runs;
  });
  const results = await Promise.allSettled([shared(), shared(), shared()]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(await shared()).toBe(3);
});
