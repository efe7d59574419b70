import { setTimeout as sleep } from "node:timers/promises";
import { IscError } from "../client/iscError";

/** How long after the last delete the engine may still begin another one. */
const QUIET_MS = 2_000;
const POLL_MS = 50;

/**
 * The deletes of one run. The engine deletes a link before its customizer only if the state has the dependency. It does not have
 * it after an import, or if the program writes the customizer's id as a text. A tenant that refuses to delete a linked customizer
 * is then asked again after the link is gone.
 */
export class LinkedDeletes {
  #underWay = 0;
  #endedAt = performance.now();
  readonly #unlinks = new Map<string, number>();

  /** Runs the delete of a link. @param customizerId the customizer that the instance is linked to */
  async unlink<T>(customizerId: string, work: () => Promise<T>): Promise<T> {
    const result = await this.#run(work);
    this.#unlinks.set(customizerId, this.#unlinksOf(customizerId) + 1);
    return result;
  }

  /** Runs the delete of a customizer, again after each of its links that this run deletes. @throws IscError */
  async delete<T>(customizerId: string, send: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#unlinksOf(customizerId);
      try {
        return await this.#run(send);
      } catch (error) {
        const isLinked = error instanceof IscError && error.status === 409;
        if (!isLinked || !(await this.#waitForUnlink(customizerId, before))) {
          throw error;
        }
      }
    }
  }

  /** Returns false if the run ends its deletes without another link of the customizer. */
  async #waitForUnlink(customizerId: string, before: number): Promise<boolean> {
    while (this.#unlinksOf(customizerId) === before) {
      if (this.#underWay === 0 && performance.now() - this.#endedAt > QUIET_MS) {
        return false;
      }
      await sleep(POLL_MS);
    }
    return true;
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
      this.#endedAt = performance.now();
    }
  }

  #unlinksOf(customizerId: string): number {
    return this.#unlinks.get(customizerId) ?? 0;
  }
}
