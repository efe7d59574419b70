/**
 * The tenant's clock, after the `Date` headers of its answers. This machine's clock may be wrong. A header holds whole seconds and
 * arrives late, so it is a time that the tenant's clock has surely passed. The latest of these times is the nearest.
 */
export class TenantClock {
  #aheadMs: number | undefined;

  /** Notes the `Date` header of an answer that has just arrived. */
  noteDate(header: string | undefined): void {
    const shown = Date.parse(header ?? "");
    if (!Number.isNaN(shown)) {
      this.#aheadMs = Math.max(this.#aheadMs ?? Number.NEGATIVE_INFINITY, shown - performance.now());
    }
  }

  /** A time that the tenant's clock has passed, in milliseconds since the epoch; undefined before the first `Date` header. */
  get passed(): number | undefined {
    return this.#aheadMs === undefined ? undefined : this.#aheadMs + performance.now();
  }
}
