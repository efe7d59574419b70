import { setTimeout as sleep } from "node:timers/promises";
import type { IscClient } from "../client/iscClient";
import { PAGE_SIZE } from "../client/paths";
import type { Customizer } from "../client/schemas";

/** How long a read waits for others to share a listing with. */
const GATHER_MS = 15;

/** A listing serves the reads that follow one another closely, as those of one refresh do, and no others. */
const IDLE_MS = 1_000;
const MAX_AGE_MS = 60_000;

/**
 * Reads customizers by id. A single read is a single GET; reads that come together share the pages of one listing.
 *
 * A listing answers for each id once, as a refresh asks once: whoever asks again wants to know anew. It never answers for an
 * id that this process has written since. An id that it does not show is asked for with GET, because a page can miss a
 * customizer when others are deleted meanwhile, and a new one may be listed late.
 */
export class CustomizerReads {
  readonly #client: IscClient;
  #gathering: Promise<number> | undefined;
  #gathered = 0;
  #listing: SharedListing | undefined;

  constructor(client: IscClient) {
    this.#client = client;
  }

  /** The customizer, or undefined where it is gone. */
  async read(id: string): Promise<Customizer | undefined> {
    const together = await this.#gather(id);
    if (together > 1 && !this.#current()) {
      this.#listing = new SharedListing(this.#client);
    }
    const listed = await this.#current()?.find(id, together);
    return listed ?? this.#client.customizer(id);
  }

  /** To be called before a write to an id, so that no listing begun earlier answers for it. */
  written(id: string): void {
    this.#listing?.exclude(id);
  }

  async #gather(id: string): Promise<number> {
    if (this.#current()?.canAnswer(id)) {
      return 1;
    }
    this.#gathered++;
    this.#gathering ??= sleep(GATHER_MS).then(() => {
      const together = this.#gathered;
      this.#gathered = 0;
      this.#gathering = undefined;
      return together;
    });
    return this.#gathering;
  }

  #current(): SharedListing | undefined {
    if (this.#listing?.isStale()) {
      this.#listing = undefined;
    }
    return this.#listing;
  }
}

class SharedListing {
  readonly #client: IscClient;
  readonly #found = new Map<string, Customizer>();
  readonly #answered = new Set<string>();
  readonly #begun = Date.now();
  #used = Date.now();
  #nextOffset = 0;
  #complete = false;
  #page: Promise<void> | undefined;
  #waiting = 0;

  constructor(client: IscClient) {
    this.#client = client;
  }

  isStale(): boolean {
    const now = Date.now();
    return (this.#waiting === 0 && now - this.#used > IDLE_MS) || now - this.#begun > MAX_AGE_MS;
  }

  canAnswer(id: string): boolean {
    return !this.#answered.has(id) && (this.#found.has(id) || !this.#complete);
  }

  exclude(id: string): void {
    this.#answered.add(id);
  }

  /** Looks the id up, reading on page by page while that promises to cost less than asking for each on its own. */
  async find(id: string, together: number): Promise<Customizer | undefined> {
    if (this.#answered.has(id)) {
      return undefined;
    }
    this.#waiting++;
    try {
      while (!this.#found.has(id) && !this.#complete && (this.#waiting > 1 || together > 1 || this.#page)) {
        this.#page ??= this.#readPage().finally(() => {
          this.#page = undefined;
        });
        await this.#page;
      }
    } finally {
      this.#waiting--;
      this.#used = Date.now();
    }
    const excludedMeanwhile = this.#answered.has(id);
    this.#answered.add(id);
    return excludedMeanwhile ? undefined : this.#found.get(id);
  }

  async #readPage(): Promise<void> {
    const page = await this.#client.customizersPage(this.#nextOffset);
    for (const customizer of page) {
      this.#found.set(customizer.id, customizer);
    }
    this.#nextOffset += PAGE_SIZE;
    this.#complete = page.length < PAGE_SIZE;
  }
}
