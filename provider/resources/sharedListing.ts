import { PAGE_SIZE } from "../client/paths";
import type { Customizer } from "../client/schemas";

/** A listing serves the reads that follow one another closely, as those of one refresh do, and no others. */
const IDLE_MS = 500;
const MAX_AGE_MS = 60_000;

/** A listing that is read page by page, only as far as its readers need it, each page once for all of them. */
export class SharedListing {
  readonly #readPage: (offset: number) => Promise<Customizer[]>;
  readonly #found = new Map<string, Customizer>();
  readonly #closed = new Set<string>();
  readonly #begun = Date.now();
  #used = Date.now();
  #pages = 0;
  #answers = 0;
  #waiting = 0;
  #complete = false;
  #page: Promise<void> | undefined;

  constructor(readPage: (offset: number) => Promise<Customizer[]>) {
    this.#readPage = readPage;
  }

  /** Whether this listing is recent, and has not yet answered for the id. */
  mayAnswer(id: string): boolean {
    const now = Date.now();
    const inUse = this.#waiting > 0 || now - this.#used <= IDLE_MS;
    return inUse && now - this.#begun <= MAX_AGE_MS && !this.#closed.has(id);
  }

  /** Answers no more for this id. */
  exclude(id: string): void {
    this.#closed.add(id);
  }

  /** The customizer, once; undefined where it must be asked for on its own. */
  async find(id: string): Promise<Customizer | undefined> {
    if (this.#closed.has(id)) {
      return undefined;
    }
    this.#waiting++;
    try {
      while (!this.#found.has(id) && !this.#complete && (this.#page || this.#isWorthAPage())) {
        this.#page ??= this.#next().finally(() => {
          this.#page = undefined;
        });
        await this.#page;
      }
    } finally {
      this.#waiting--;
      this.#used = Date.now();
    }
    // A write may have come in between.
    const found = this.#closed.has(id) ? undefined : this.#found.get(id);
    this.#closed.add(id);
    this.#answers += found ? 1 : 0;
    return found;
  }

  /** In a large tenant, pages that hold few of a small stack's customizers would cost more than asking for each. */
  #isWorthAPage(): boolean {
    return this.#pages === 0 || this.#waiting > 2 * this.#pages || this.#answers >= 2 * this.#pages;
  }

  async #next(): Promise<void> {
    const page = await this.#readPage(this.#pages * PAGE_SIZE);
    for (const customizer of page) {
      this.#found.set(customizer.id, customizer);
    }
    this.#pages++;
    this.#complete = page.length < PAGE_SIZE;
  }
}
