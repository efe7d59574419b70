import { setTimeout as sleep } from "node:timers/promises";

/** Looks until there is something to see, or the waits are used up. */
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

/** How long the looks take in all, in seconds. */
export function secondsInAll(waitsMs: readonly number[]): number {
  return waitsMs.reduce((sum, wait) => sum + wait, 0) / 1_000;
}
