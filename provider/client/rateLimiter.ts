import type { RateLimit } from "../config";
import { Cancellation, CancelledError } from "./cancellation";

/** A place in the window, taken by one request. */
export interface Slot {
  /** Gives the place back, when the answer has arrived. */
  done(): void;
}

/**
 * Limits the number of requests that are under way or answered within any one window. Requests start in the order of their calls.
 *
 * p-throttle, p-queue and bottleneck count a request when it starts. The tenant counts it when it arrives, which is later on a slow
 * line, so the requests of two windows can arrive within one. Here a place is free again one window after its request was
 * *answered*. The tenant has never counted it later, so this process alone causes no 429.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #onWait: (waitMs: number) => void;
  readonly #cancellation: Cancellation;
  #pausedUntil = 0;
  #inFlight = 0;
  #answered: number[] = [];
  #queue: Promise<void> = Promise.resolve();
  #wake: (() => void) | undefined;
  #quietUntil = 0;

  /** @param onWait is called at most once per window, before a wait of a second or more */
  constructor(
    limit: RateLimit,
    onWait: (waitMs: number) => void = () => {},
    cancellation: Cancellation = new Cancellation(),
  ) {
    this.#limit = limit;
    this.#onWait = onWait;
    this.#cancellation = cancellation;
  }

  /** Waits for a place. @throws CancelledError if there is none and the run was cancelled */
  async acquire(): Promise<Slot> {
    const turn = this.#queue.then(() => this.#waitForPlace());
    this.#queue = turn.catch(() => {});
    await turn;
    let open = true;
    return {
      done: () => {
        if (open) {
          open = false;
          this.#inFlight--;
          this.#answered.push(now());
          this.#wake?.();
        }
      },
    };
  }

  /** The remaining time of the current pause, in milliseconds. */
  get pausedForMs(): number {
    return Math.max(0, this.#pausedUntil - now());
  }

  /** Holds every request back. If a pause is under way, the later end counts. */
  pauseFor(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now() + milliseconds);
  }

  async #waitForPlace(): Promise<void> {
    for (;;) {
      const at = now();
      if (at < this.#pausedUntil) {
        await this.#wait(this.#pausedUntil - at);
        continue;
      }
      // A timer may fire a little early, and the tenant's clock has steps of its own.
      this.#answered = this.#answered.filter((answered) => answered + this.#limit.windowMs + TICK_MS > at);
      if (this.#inFlight + this.#answered.length < this.#limit.requests) {
        this.#inFlight++;
        return;
      }
      const oldest = this.#answered[0];
      if (oldest === undefined) {
        await this.#waitForAnswer();
        continue;
      }
      const waitMs = oldest + this.#limit.windowMs + TICK_MS - at;
      this.#announce(at, waitMs);
      await this.#wait(waitMs);
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    await this.#cancellation.pause(milliseconds);
    this.#refuseIfCancelled();
  }

  /** Waits until a request under way is answered. */
  async #waitForAnswer(): Promise<void> {
    this.#refuseIfCancelled();
    await new Promise<void>((resolve) => {
      const forget = this.#cancellation.onRequest(resolve);
      this.#wake = () => {
        forget();
        resolve();
      };
    });
    this.#refuseIfCancelled();
  }

  #refuseIfCancelled(): void {
    if (this.#cancellation.isRequested) {
      throw new CancelledError();
    }
  }

  #announce(at: number, waitMs: number): void {
    if (at >= this.#quietUntil && waitMs >= ANNOUNCED_FROM_MS) {
      this.#quietUntil = at + this.#limit.windowMs;
      this.#onWait(waitMs);
    }
  }
}

/** A clock that nobody can set. */
function now(): number {
  return performance.now();
}

const TICK_MS = 5;
const ANNOUNCED_FROM_MS = 1_000;
