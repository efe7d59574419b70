import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The end of a run before it is complete (Ctrl-C). From then on waits end at once, and no request that changes something is
 * begun. A request under way goes on to its answer, which the engine records.
 */
export class Cancellation {
  readonly #controller = new AbortController();

  constructor() {
    // Every wait of the run listens to the one signal.
    setMaxListeners(0, this.#controller.signal);
  }

  get isRequested(): boolean {
    return this.#controller.signal.aborted;
  }

  request(): void {
    this.#controller.abort();
  }

  /** Waits for a time, in milliseconds, or until the cancellation is requested. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#controller.signal }).catch(() => {});
  }

  /** Calls `listener` when the cancellation is requested. @returns a function that takes the listener away */
  onRequest(listener: () => void): () => void {
    const { signal } = this.#controller;
    signal.addEventListener("abort", listener, { once: true });
    return () => signal.removeEventListener("abort", listener);
  }
}

/** A request that was not sent because the run was cancelled. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor() {
    super("the run was cancelled, so nothing was sent");
  }
}
