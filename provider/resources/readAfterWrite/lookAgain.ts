import { setTimeout as sleep } from "node:timers/promises";

/** Calls `look` at once and after each wait, until it returns something or the waits are used up. */
export async function lookAgain<T>(
  afterMs: readonly number[],
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const waitMs of [0, ...afterMs]) {
    await sleep(waitMs);
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
  }
  return undefined;
}

/** All waits together, in milliseconds. */
export function totalMs(waitsMs: readonly number[]): number {
  return waitsMs.reduce((sum, wait) => sum + wait, 0);
}

/** All waits together, in seconds. */
export function totalSeconds(waitsMs: readonly number[]): number {
  return totalMs(waitsMs) / 1_000;
}
