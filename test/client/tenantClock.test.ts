import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { TenantClock } from "../../provider/client/tenantClock";

test("shows no time before the first readable Date header", () => {
  const clock = new TenantClock();
  clock.noteDate(undefined);
  clock.noteDate("soon");
  expect(clock.passed).toBeUndefined();
});

test("follows the tenant's clock, however wrong this machine's is, and never runs before it", async () => {
  const ahead = 3_600_000;
  const clock = new TenantClock();
  for (let answer = 0; answer < 12; answer++) {
    clock.noteDate(new Date(Date.now() + ahead).toUTCString());
    await sleep(100);
  }
  const shown = Date.now() + ahead;
  expect(clock.passed).toBeLessThanOrEqual(shown + 5);
  expect(clock.passed).toBeGreaterThan(shown - 250);
});
