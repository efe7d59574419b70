import { PAGE_SIZE } from "../../client/apiPaths";

/** A listing serves the reads that follow one another closely, as those of one refresh do, and no others. */
const IDLE_MS = 2_000;
const MAX_AGE_MS = 60_000;
/** So many at once are no small stack: it is what the engine asks for in parallel. */
const MANY = 8;

/** How the members of a collection are read. */
export interface Collection<T> {
  page(offset: number): Promise<T[]>;
  /** Undefined where there is none of this id. */
  one(id: string): Promise<T | undefined>;
  /** Whether what a page shows of a member is all that is wanted of it. Default: it is. */
  isWhole?(member: T): boolean;
}

/** A listing that is read page by page, only as far as its readers need it, each page once for all of them. */
export class RefreshPages<T extends { readonly id: string }> {
  readonly #collection: Collection<T>;
  readonly #found = new Map<string, T>();
  readonly #excluded = new Set<string>();
  readonly #answered = new Set<string>();
  readonly #begun = Date.now();
  #used = Date.now();
  #pages = 0;
  #asked = 0;
  #waiting = 0;
  #complete = false;
  #page: Promise<void> | undefined;

  constructor(collection: Collection<T>) {
    this.#collection = collection;
  }

  /** Whether this listing is recent, and has not yet answered this asker for the id. */
  mayAnswer(id: string, asker: string): boolean {
    const now = Date.now();
    const inUse = this.#waiting > 0 || now - this.#used <= IDLE_MS;
    return inUse && now - this.#begun <= MAX_AGE_MS && this.#isOpen(id, asker);
  }

  /** Answers no more for this id. */
  exclude(id: string): void {
    this.#excluded.add(id);
  }

  /** The member, once to each asker; undefined where it must be asked for on its own. */
  async find(id: string, asker: string): Promise<T | undefined> {
    if (!this.#isOpen(id, asker)) {
      return undefined;
    }
    this.#waiting++;
    this.#asked++;
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
    // A write, or another read of the same asker, may have come in between.
    const found = this.#isOpen(id, asker) ? this.#found.get(id) : undefined;
    this.#answered.add(keyOf(id, asker));
    return found;
  }

  #isOpen(id: string, asker: string): boolean {
    return !this.#excluded.has(id) && !this.#answered.has(keyOf(id, asker));
  }

  /**
   * How many will ask is not known, nor how many pages there are. Pages that show few of a small stack's customizers would
   * cost more than asking for each, so that there are never more of them than have asked, and for a few fewer yet.
   */
  #isWorthAPage(): boolean {
    return this.#pages === 0 || this.#asked > (this.#asked < MANY ? 2 : 1) * this.#pages;
  }

  async #next(): Promise<void> {
    const page = await this.#collection.page(this.#pages * PAGE_SIZE);
    for (const member of page) {
      if (this.#collection.isWhole?.(member) ?? true) {
        this.#found.set(member.id, member);
      }
    }
    this.#pages++;
    this.#complete = page.length !== PAGE_SIZE;
  }
}

function keyOf(id: string, asker: string): string {
  return `${asker} ${id}`;
}
