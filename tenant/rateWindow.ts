/** Rate limit per access token: at most `requests` in any `seconds` seconds. */
export interface TenantRateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** The documented limit: 100 requests per access token per 10 seconds. */
export const DOCUMENTED_LIMIT: TenantRateLimit = { requests: 100, seconds: 10 };

/** Applies a rate limit in a sliding window per token. Refused requests do not count. */
export class RateWindow {
  readonly #limit: TenantRateLimit;
  readonly #arrivals = new Map<string, number[]>();

  constructor(limit: TenantRateLimit) {
    this.#limit = limit;
  }

  /** Returns undefined if the request may pass, otherwise the seconds to wait (at least 1). */
  refusal(token: string): number | undefined {
    const now = performance.now();
    const windowMs = this.#limit.seconds * 1_000;
    const recent = (this.#arrivals.get(token) ?? []).filter((at) => at > now - windowMs);
    this.#arrivals.set(token, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= this.#limit.requests) {
      return Math.max(1, Math.ceil((oldest + windowMs - now) / 1_000));
    }
    recent.push(now);
    return undefined;
  }
}
