import type { IscClient } from "../../client/iscClient";

/**
 * Calls `look` at once and after each wait, until it returns something or the waits are used up. If the run is cancelled, the
 * wait ends and it looks for the last time.
 */
export async function lookAgain<T>(
  { pace, cancellation }: Pick<IscClient, "pace" | "cancellation">,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  let seen = await look();
  for (const waitMs of pace.lookAgainAfterMs) {
    if (seen !== undefined || cancellation.isRequested) {
      return seen;
    }
    await cancellation.pause(waitMs);
    seen = await look();
  }
  return seen;
}

/** All waits together, in milliseconds. */
export function totalMs(waitsMs: readonly number[]): number {
  return waitsMs.reduce((sum, wait) => sum + wait, 0);
}

/** All waits together, in seconds. */
export function totalSeconds(waitsMs: readonly number[]): number {
  return totalMs(waitsMs) / 1_000;
}
