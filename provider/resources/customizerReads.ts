import { setTimeout as sleep } from "node:timers/promises";
import type { IscClient } from "../client/iscClient";
import type { Customizer } from "../client/schemas";
import { SharedListing } from "./sharedListing";

/** How long a read waits for others to share a listing with. */
const GATHER_MS = 15;

/**
 * Reads customizers by id. A single read is a single GET; reads that come together share the pages of one listing.
 *
 * A listing answers for each id once, as a refresh asks once: whoever asks again wants to know anew. It never answers for an
 * id that this process has written since. An id that it does not show is asked for with GET, because a page can miss a
 * customizer when others are deleted meanwhile, and a new one may be listed late.
 */
export class CustomizerReads {
  readonly #client: IscClient;
  #gathering: Promise<SharedListing | undefined> | undefined;
  #gathered = 0;
  #listing: SharedListing | undefined;

  constructor(client: IscClient) {
    this.#client = client;
  }

  /** The customizer, or undefined where it is gone. */
  async read(id: string): Promise<Customizer | undefined> {
    const listing = this.#listing?.mayAnswer(id) ? this.#listing : await this.#gather();
    return (await listing?.find(id)) ?? this.#client.customizer(id);
  }

  /** Does work that changes a customizer; no listing that was begun before its end answers for it afterwards. */
  async writing<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.#listing?.exclude(id);
    try {
      return await work();
    } finally {
      this.#listing?.exclude(id);
    }
  }

  /** A new listing for all that ask within a moment; none for one that is alone. */
  #gather(): Promise<SharedListing | undefined> {
    this.#gathered++;
    this.#gathering ??= sleep(GATHER_MS).then(() => {
      const together = this.#gathered;
      this.#gathered = 0;
      this.#gathering = undefined;
      if (together === 1) {
        return undefined;
      }
      this.#listing = new SharedListing((offset) => this.#client.customizersPage(offset));
      return this.#listing;
    });
    return this.#gathering;
  }
}
