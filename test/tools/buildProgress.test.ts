import { afterEach, expect, test, vi } from "vitest";
import { createBuildProgress } from "../../tools/lib/buildProgress.mjs";

afterEach(() => void vi.useRealTimers());

test("a build shows how far it is and how long it may still take, then that it links", () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  const progress = createBuildProgress((line: string) => lines.push(line), 200);
  for (let second = 0; second < 100; second++) {
    progress.step();
    progress.step();
    vi.advanceTimersByTime(1_000);
  }
  vi.advanceTimersByTime(10_000);
  progress.done();
  expect(lines[0]).toBe("built 20 of 200 packages (10 %) in 10 s");
  expect(lines[4]).toBe("built 100 of 200 packages (50 %) in 50 s, about 50 s left");
  expect(lines.slice(-2)).toEqual(["linking; 1 min 50 s so far", "built 200 packages in 1 min 50 s"]);
});
