/** Rate limit per access token: at most `requests` in any `seconds` seconds. */
export interface TenantRateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** The documented limit: 100 requests per access token per 10 seconds. */
export const DOCUMENTED_LIMIT: TenantRateLimit = { requests: 100, seconds: 10 };

/** A tenth of a window: how full the fullest token's window was when requests came, and how many were refused. */
export interface RateSlice {
  readonly most: number;
  readonly refused: number;
}

export const SLICES_PER_WINDOW = 10;
const KEPT_SLICES = 6 * SLICES_PER_WINDOW;
const NO_REQUESTS: RateSlice = { most: 0, refused: 0 };

/** Applies a rate limit in a sliding window per token. Refused requests do not count. */
export class RateWindow {
  readonly limit: TenantRateLimit;
  readonly #arrivals = new Map<string, number[]>();
  readonly #slices = new Map<number, RateSlice>();

  constructor(limit: TenantRateLimit) {
    this.limit = limit;
  }

  /** Returns undefined if the request may pass, otherwise the seconds to wait (at least 1). */
  refusal(token: string): number | undefined {
    const now = performance.now();
    const windowMs = this.limit.seconds * 1_000;
    const recent = (this.#arrivals.get(token) ?? []).filter((at) => at > now - windowMs);
    this.#arrivals.set(token, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= this.limit.requests) {
      this.#note(recent.length, 1);
      return Math.max(1, Math.ceil((oldest + windowMs - now) / 1_000));
    }
    recent.push(now);
    this.#note(recent.length, 0);
    return undefined;
  }

  /** How many requests count now for the token that has made most. */
  get inWindow(): number {
    const start = performance.now() - this.limit.seconds * 1_000;
    return Math.max(0, ...[...this.#arrivals.values()].map((all) => all.filter((at) => at > start).length));
  }

  /** The last six windows, oldest slice first. */
  get slices(): readonly RateSlice[] {
    const last = this.#sliceNow();
    return Array.from(
      { length: KEPT_SLICES },
      (_, index) => this.#slices.get(last - KEPT_SLICES + 1 + index) ?? NO_REQUESTS,
    );
  }

  #note(count: number, refused: number): void {
    const now = this.#sliceNow();
    const slice = this.#slices.get(now) ?? NO_REQUESTS;
    this.#slices.set(now, { most: Math.max(slice.most, count), refused: slice.refused + refused });
    for (const old of this.#slices.keys()) {
      if (old > now - KEPT_SLICES) {
        break;
      }
      this.#slices.delete(old);
    }
  }

  #sliceNow(): number {
    return Math.floor((performance.now() / 1_000 / this.limit.seconds) * SLICES_PER_WINDOW);
  }
}
