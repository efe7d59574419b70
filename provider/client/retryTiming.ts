/** Bounds of the exponential backoff, in milliseconds. */
export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

export const DEFAULT_BACKOFF: BackoffOptions = { baseMs: 500, capMs: 10_000 };

/** The waits of the client, in milliseconds. */
export interface Pace {
  readonly backoff: BackoffOptions;
  /** How long a failing request is repeated. Its place in the rate limiter's queue and pauses after 429 do not count. */
  readonly patienceMs: number;
  /** The waits between looks for something that the tenant may show late. */
  readonly lookAgainAfterMs: readonly number[];
  /** After so long, a message says that a failing request is repeated. Default: 3 s. */
  readonly announceAfterMs?: number;
}

/** The looks take 10 s in all. */
export const DEFAULT_PACE: Pace = {
  backoff: DEFAULT_BACKOFF,
  patienceMs: 30_000,
  lookAgainAfterMs: [500, 1_000, 1_500, 2_000, 2_500, 2_500],
};

/**
 * Exponential backoff with full jitter: between 0 and `base × 2^(attempt−1)`, at most `cap`.
 *
 * @param attempt number of failed attempts, from 1
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
 * The pause of all requests after a 429: as long as the tenant asks. A minimum that grows with each pause keeps a tenant that
 * rounds down from being asked again and again within one second.
 *
 * @param askedMs the value of `Retry-After`, if any
 * @param pause number of pauses in a row, from 1
 * @param random a number in [0, 1)
 */
export function pauseMs(
  askedMs: number | undefined,
  pause: number,
  random: number,
  options: BackoffOptions = DEFAULT_BACKOFF,
): number {
  const least = backoffMs(pause, 0.5 + random / 2, options);
  return askedMs === undefined ? PAUSE_WITHOUT_HEADER_MS + least : Math.max(askedMs, least);
}

const PAUSE_WITHOUT_HEADER_MS = 1_000;
