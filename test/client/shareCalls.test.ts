import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { shareCalls } from "../../provider/client/shareCalls";

test("each caller gets the result of a run that began after its call, and waiting callers share one", async () => {
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

test("a failed run fails only its own callers", async () => {
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
