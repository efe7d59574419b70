/** Minimum number of attempts, however slow each is. */
const MIN_ATTEMPTS = 3;

/**
 * The time that one request may take. Only its own attempts, its waits between them and its own pauses after 429 count: a long
 * queue under the rate limit, or a pause that another request caused, costs it nothing.
 */
export class RetryBudget {
  readonly #limitMs: number;
  readonly #patienceMs: number;
  #spentMs = 0;
  #pausedMs = 0;
  #failures = 0;
  #spentBeforeFailingMs = 0;

  /**
   * @param limitMs for everything (`sailpoint:retryTimeout`)
   * @param patienceMs for repetitions after failures
   */
  constructor(limitMs: number, patienceMs: number) {
    this.#limitMs = limitMs;
    this.#patienceMs = patienceMs;
  }

  /** Counts an attempt, or a wait before the next one. */
  spend(milliseconds: number): void {
    this.#spentMs += milliseconds;
  }

  /** Counts a pause that the tenant asked of this request (429). */
  pause(milliseconds: number): void {
    this.#pausedMs += milliseconds;
  }

  /** Counts a failure other than 429, and returns the number of them. */
  fail(): number {
    if (this.#failures === 0) {
      this.#spentBeforeFailingMs = this.#spentMs;
    }
    return ++this.#failures;
  }

  /** How long the request has been failing. */
  get failingMs(): number {
    return this.#spentMs - this.#spentBeforeFailingMs;
  }

  /** Whether another attempt may follow a failure. */
  get isPatient(): boolean {
    return this.#failures < MIN_ATTEMPTS || this.failingMs < this.#patienceMs;
  }

  /** Whether a wait ends within the limit. */
  allows(waitMs: number): boolean {
    return this.#spentMs + this.#pausedMs + waitMs <= this.#limitMs;
  }
}
