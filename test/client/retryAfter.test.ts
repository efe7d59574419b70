import { describe, expect, test } from "vitest";
import { retryAfterMs } from "../../provider/client/retryAfter";

describe("Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  test.each([
    ["0", 0],
    ["7", 7_000],
    [" 2 ", 2_000],
    ["1.5", 1_500],
    ["Thu, 01 Jan 2026 00:00:09 GMT", 9_000],
    ["Wed, 31 Dec 2025 23:00:00 GMT", 0],
  ])("reads %j as %d ms", (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  test.each([undefined, "", "soon", "-5", "1e3"])("ignores %j", (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });
});
