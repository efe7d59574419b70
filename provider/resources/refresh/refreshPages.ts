import { setTimeout as sleep } from "node:timers/promises";
import { PageWalk } from "../../client/listPages";

/** A listing serves reads that follow one another closely, as those of one refresh do. */
const IDLE_MS = 2_000;
const MAX_AGE_MS = 60_000;
/** The engine's default of parallel reads. So many show that the stack is not small. */
const MANY = 8;
/** If no page has shown so many ids that readers wait for, the collection is taken to go on. One alone may be gone. */
const SIGN_OF_MORE = 2;
/** How long a further page waits for more readers. */
const GATHER_MS = 5;

interface Member {
  readonly id: string;
  readonly name: string;
}

/** How the members of a collection are read. */
export interface Collection<T> {
  /** At most 250 members, from an offset on. */
  page(offset: number): Promise<readonly T[]>;
  /** Undefined if there is none of this id. */
  one(id: string): Promise<T | undefined>;
  /** Whether a page shows everything that readers need of a member. Default: it does. */
  isComplete?(member: T): boolean;
}

/**
 * The pages of one refresh. They are read only as far as the readers need them, and each page once for all of them. This decides
 * how many requests a refresh makes.
 */
export class RefreshPages<T extends Member> {
  readonly #collection: Collection<T>;
  readonly #walk: PageWalk<T>;
  readonly #found = new Map<string, T>();
  readonly #waiting = new Set<string>();
  readonly #excluded = new Set<string>();
  readonly #answered = new Set<string>();
  readonly #begun = Date.now();
  #used = Date.now();
  #pages = 0;
  #asked = 0;
  #readers = 0;
  #page: Promise<void> | undefined;

  constructor(collection: Collection<T>) {
    this.#collection = collection;
    this.#walk = new PageWalk((offset) => collection.page(offset));
  }

  /** Whether these pages are recent, and have not answered this asker for the id. */
  mayAnswer(id: string, asker: string): boolean {
    const now = Date.now();
    const inUse = this.#readers > 0 || now - this.#used <= IDLE_MS;
    return inUse && now - this.#begun <= MAX_AGE_MS && this.#isOpen(id, asker);
  }

  /** Stops answering for this id. */
  exclude(id: string): void {
    this.#excluded.add(id);
  }

  /** The member, once for each asker; undefined if it must be read on its own. */
  async find(id: string, asker: string): Promise<T | undefined> {
    if (!this.#isOpen(id, asker)) {
      return undefined;
    }
    this.#readers++;
    this.#asked++;
    try {
      while (!this.#found.has(id) && !this.#walk.isComplete && (this.#page || this.#isWorthAPage())) {
        this.#waiting.add(id);
        this.#page ??= this.#next().finally(() => {
          this.#page = undefined;
        });
        await this.#page;
      }
    } finally {
      this.#waiting.delete(id);
      this.#readers--;
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
   * The numbers of readers and of pages are not known in advance. In a large tenant, the pages would cost a small stack more than a
   * GET for each customizer, so there are never more pages than readers, and fewer while there are few readers.
   */
  #isWorthAPage(): boolean {
    return this.#pages === 0 || this.#asked > (this.#asked < MANY ? 2 : 1) * this.#pages;
  }

  async #next(): Promise<void> {
    if (this.#pages > 0) {
      await sleep(GATHER_MS);
    }
    const missing = [...this.#waiting].filter((id) => !this.#found.has(id));
    for (const member of await this.#walk.next(missing.length >= SIGN_OF_MORE)) {
      if (member.name !== "" && (this.#collection.isComplete?.(member) ?? true)) {
        this.#found.set(member.id, member);
      }
    }
    this.#pages++;
  }
}

function keyOf(id: string, asker: string): string {
  return `${asker} ${id}`;
}
