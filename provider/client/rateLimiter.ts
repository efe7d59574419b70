import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimit } from "../config";

/** A place in the window, taken by one request; to be given back when its answer is there. */
export interface Slot {
  done(): void;
}

/**
 * Lets at most so many requests be on their way or answered within any one window, in the order they asked.
 *
 * p-throttle, p-queue and bottleneck count a request when it is started. The tenant counts it when it arrives, which on a
 * slow line is later, so that two windows' worth can meet there within one. Here a place becomes free a whole window after
 * its request was *answered*, which is never earlier than the tenant counted it: no 429 is caused by this process alone.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #onWait: (waitMs: number) => void;
  #pausedUntil = 0;
  #inFlight = 0;
  #answered: number[] = [];
  #queue: Promise<void> = Promise.resolve();
  #wake: (() => void) | undefined;
  #toldUntil = 0;

  constructor(limit: RateLimit, onWait: (waitMs: number) => void = () => {}) {
    this.#limit = limit;
    this.#onWait = onWait;
  }

  /** Waits for a place. */
  async acquire(): Promise<Slot> {
    const turn = this.#queue.then(() => this.#waitForPlace());
    this.#queue = turn;
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

  /** How long every request is held back from now on. */
  get pausedForMs(): number {
    return Math.max(0, this.#pausedUntil - now());
  }

  /** Holds every request back for so long; a later end than the one in force wins. */
  pauseFor(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now() + milliseconds);
  }

  async #waitForPlace(): Promise<void> {
    for (;;) {
      const at = now();
      if (at < this.#pausedUntil) {
        await sleep(this.#pausedUntil - at);
        continue;
      }
      // A timer may fire a little early, and the tenant's clock ticks in its own steps.
      this.#answered = this.#answered.filter((answered) => answered + this.#limit.windowMs + TICK_MS > at);
      if (this.#inFlight + this.#answered.length < this.#limit.requests) {
        this.#inFlight++;
        return;
      }
      const oldest = this.#answered[0];
      if (oldest === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const waitMs = oldest + this.#limit.windowMs + TICK_MS - at;
      this.#tell(at, waitMs);
      await sleep(waitMs);
    }
  }

  #tell(at: number, waitMs: number): void {
    if (at >= this.#toldUntil && waitMs >= TOLD_FROM_MS) {
      this.#toldUntil = at + this.#limit.windowMs;
      this.#onWait(waitMs);
    }
  }
}

/** A clock that nobody sets while it runs. */
function now(): number {
  return performance.now();
}

const TICK_MS = 5;
const TOLD_FROM_MS = 1_000;
