/** When to try again; pure, so that its edges can be tested without waiting. */
export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

export const DEFAULT_BACKOFF: BackoffOptions = { baseMs: 500, capMs: 10_000 };

/** How long the client waits before it does something again. */
export interface Pace {
  readonly backoff: BackoffOptions;
  /** How long a request that goes on failing is repeated. */
  readonly patienceMs: number;
  /** After each look for something whose answer was lost: the tenant may show it some seconds late. */
  readonly lookAgainAfterMs: readonly number[];
}

/** The looks are 10 s in all. */
export const DEFAULT_PACE: Pace = {
  backoff: DEFAULT_BACKOFF,
  patienceMs: 30_000,
  lookAgainAfterMs: [500, 1_000, 1_500, 2_000, 2_500, 2_500],
};

/**
 * Exponential backoff with full jitter: somewhere between nothing and `base × 2^(attempt−1)`, at most `cap`.
 *
 * @param attempt how many attempts have failed, from 1
 * @param random a number in [0, 1)
 */
export function backoffMs(
  attempt: number,
  random: number,
  { baseMs, capMs }: BackoffOptions = DEFAULT_BACKOFF,
): number {
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.floor(random * ceiling);
}

/**
 * How long everything waits after a 429: as long as the tenant says, and never so short a time that a tenant which rounds
 * down is asked again and again within the same second.
 *
 * @param askedMs what `Retry-After` says, where it says something
 * @param pause which pause in a row it is, from 1
 * @param random a number in [0, 1)
 */
export function pauseMs(
  askedMs: number | undefined,
  pause: number,
  random: number,
  options: BackoffOptions = DEFAULT_BACKOFF,
): number {
  const least = backoffMs(pause, 0.5 + random / 2, options);
  return askedMs === undefined ? UNTOLD_PAUSE_MS + least : Math.max(askedMs, least);
}

const UNTOLD_PAUSE_MS = 1_000;

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @returns milliseconds from now, never negative, or undefined where the header is missing or unreadable
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Math.ceil(Number(text) * 1_000);
  }
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
