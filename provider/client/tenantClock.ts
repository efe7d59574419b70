/**
 * The tenant's clock, as the `Date` headers of its answers show it. They tell whole seconds and arrive late, so each gives a
 * time that the tenant's clock has surely passed; the latest of them is the nearest. This machine's own clock may be wrong.
 */
export class TenantClock {
  #aheadMs: number | undefined;

  /** Takes the `Date` header of an answer that has just come. */
  hear(header: string | undefined): void {
    const shown = Date.parse(header ?? "");
    if (!Number.isNaN(shown)) {
      this.#aheadMs = Math.max(this.#aheadMs ?? Number.NEGATIVE_INFINITY, shown - performance.now());
    }
  }

  /** Milliseconds since the epoch that the tenant's clock has passed by now; undefined while no answer has told. */
  get passed(): number | undefined {
    return this.#aheadMs === undefined ? undefined : this.#aheadMs + performance.now();
  }
}
