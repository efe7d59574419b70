import { describe, expect, test } from "vitest";
import { backoffMs, pauseMs } from "../../provider/client/retryTiming";

describe("backoff", () => {
  test("starts within the base and doubles its ceiling up to the cap", () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 50, 5_000].map((attempt) =>
      backoffMs(attempt, 0.999_999, { baseMs: 500, capMs: 10_000 }),
    );
    expect(ceilings).toEqual([499, 999, 1_999, 3_999, 7_999, 9_999, 9_999, 9_999]);
  });

  test("has full jitter: it may be zero", () => {
    expect(backoffMs(4, 0)).toBe(0);
  });
});

describe("the pause after a 429", () => {
  test("is as long as the tenant says", () => {
    expect(pauseMs(7_000, 1, 0.5)).toBe(7_000);
  });

  test("has a minimum, which grows with each pause", () => {
    expect([1, 2, 3].map((pause) => pauseMs(0, pause, 0))).toEqual([250, 500, 1_000]);
  });

  test("is more than a second if the tenant names none", () => {
    expect(pauseMs(undefined, 1, 0)).toBe(1_250);
  });
});
