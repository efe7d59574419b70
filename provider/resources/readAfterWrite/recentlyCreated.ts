import type { IscClient } from "../../client/iscClient";
import { IscError } from "../../client/iscError";
import { lookAgain, totalMs } from "./lookAgain";
import { parseCreated } from "./parseCreated";

/**
 * Customizers that were created seconds ago. The tenant may not show them yet (read-after-write lag), so a 404 for one of
 * them does not mean that it is gone.
 */
export class RecentlyCreated {
  readonly #client: Pick<IscClient, "pace" | "tenantTime" | "cancellation">;
  readonly #createdHere = new Map<string, number>();

  constructor(client: Pick<IscClient, "pace" | "tenantTime" | "cancellation">) {
    this.#client = client;
  }

  /** Notes a customizer that this run has just created. */
  add(id: string): void {
    this.#createdHere.set(id, performance.now());
  }

  /**
   * Repeats a request until it finds the customizer, or until the customizer is old enough to be visible: ten seconds.
   *
   * @param created when it was created, as the state says; undefined if the state does not say
   * @param look returns undefined as long as the tenant does not show the customizer, and null to end the wait
   * @throws IscError if the run is cancelled before that
   */
  async lookUntilVisible<T>(
    id: string,
    created: string | undefined,
    look: () => Promise<T | null | undefined>,
  ): Promise<T | undefined> {
    const limitMs = totalMs(this.#client.pace.lookAgainAfterMs);
    const isOld = () => this.#ageMs(id, created) >= limitMs;
    const seen = await lookAgain(this.#client, async () => {
      const found = await look();
      return found === undefined && isOld() ? null : found;
    });
    if (seen === undefined && this.#client.cancellation.isRequested) {
      throw new IscError({
        what: `look for the connector customizer ${id}`,
        why: "the tenant does not show it yet, and the run was cancelled",
        hint: "Run the command again to go on",
      });
    }
    return seen ?? undefined;
  }

  /**
   * Repeats a request that the tenant refuses because it does not show the customizer yet.
   *
   * @param statuses the statuses of such a refusal
   * @param look if the same statuses may have another reason: it is called once, after the first refusal. If the tenant shows the
   * customizer, the request is sent only once more
   * @throws the last refusal, and every other error at once
   */
  async sendUntilVisible<T>(
    id: string,
    statuses: readonly number[],
    send: () => Promise<T>,
    look?: () => Promise<boolean>,
  ): Promise<T> {
    let refusal: unknown;
    const attempt = () =>
      send().then(
        (reply) => ({ reply }),
        (error: unknown) => {
          if (!(error instanceof IscError) || !statuses.includes(error.status ?? 0)) {
            throw error;
          }
          refusal = error;
          return undefined;
        },
      );
    let mayLook = look !== undefined && this.#createdHere.has(id);
    const sent = await this.lookUntilVisible(id, undefined, async () => {
      const reply = await attempt();
      if (reply || !mayLook) {
        return reply;
      }
      mayLook = false;
      return (await look?.()) ? ((await attempt()) ?? null) : undefined;
    });
    if (!sent) {
      throw refusal;
    }
    return sent.reply;
  }

  #ageMs(id: string, created: string | undefined): number {
    const here = this.#createdHere.get(id);
    if (here !== undefined) {
      return performance.now() - here;
    }
    const at = parseCreated(created ?? "");
    const age = Date.now() - at;
    const ageInTenant = Math.max(0, (this.#client.tenantTime ?? Date.now()) - at);
    // The tenant's clock counts. If it is far ahead of the times that the tenant writes, this machine's clock shows it.
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : age >= 0 ? Math.min(age, ageInTenant) : ageInTenant;
  }
}
