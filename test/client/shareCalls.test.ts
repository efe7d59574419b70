import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Joined } from "../../provider/client/shareCalls";

test("each caller gets what was begun after it asked, and those who wait together get the same", async () => {
  let runs = 0;
  const joined = new Joined(async () => {
    const run = ++runs;
    await sleep(20);
    return run;
  });
  const first = joined.run();
  const others = [joined.run(), joined.run(), joined.run()];
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  expect(await joined.run()).toBe(3);
});

test("one that fails fails its own callers only", async () => {
  let runs = 0;
  const joined = new Joined(async () => {
    await sleep(5);
    if (++runs === 1) {
      throw new Error("failed");
    }
    return runs;
  });
  const results = await Promise.allSettled([joined.run(), joined.run(), joined.run()]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(await joined.run()).toBe(3);
});
