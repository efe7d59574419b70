import { setTimeout as sleep } from "node:timers/promises";
import { type Collection, RefreshPages } from "./refreshPages";

/** How long a read waits for a second one to share a listing with. */
const GATHER_MS = 15;

/** Those who ask within a moment, and what they get together. */
interface Gathering<T extends { readonly id: string }> {
  readonly ids: Set<string>;
  /** Ends the wait. */
  readonly close: () => void;
  readonly answer: Promise<RefreshPages<T> | { readonly alone: Promise<T | undefined> }>;
}

/**
 * Reads the members of a collection by id. The read of one id alone is a single GET; reads that come together share the pages
 * of one listing.
 *
 * A listing answers for each id once to each kind of asker, as a refresh asks once for each resource: who asks again wants to
 * know anew. It never answers for an id that this process has written since. An id that it does not show is asked for with
 * GET, because a page can miss a member when others are deleted meanwhile, and a new one may be listed late.
 */
export class RefreshReads<T extends { readonly id: string }> {
  readonly #collection: Collection<T>;
  #gathering: Gathering<T> | undefined;
  #listing: RefreshPages<T> | undefined;

  constructor(collection: Collection<T>) {
    this.#collection = collection;
  }

  /**
   * The member, or undefined where it is gone.
   *
   * @param asker the kind of resource that wants to know
   */
  async read(id: string, asker: string): Promise<T | undefined> {
    const answer = this.#listing?.mayAnswer(id, asker) ? this.#listing : await this.#gather(id);
    return answer instanceof RefreshPages ? ((await answer.find(id, asker)) ?? this.#collection.one(id)) : answer.alone;
  }

  /** Does work that changes a member; no listing that was begun before its end answers for it afterwards. */
  async writing<R>(id: string, work: () => Promise<R>): Promise<R> {
    this.#listing?.exclude(id);
    try {
      return await work();
    } finally {
      this.#listing?.exclude(id);
    }
  }

  #gather(id: string): Gathering<T>["answer"] {
    this.#gathering ??= this.#newGathering();
    const { ids, close, answer } = this.#gathering;
    ids.add(id);
    if (ids.size > 1) {
      close();
    }
    return answer;
  }

  #newGathering(): Gathering<T> {
    const ids = new Set<string>();
    let close = () => {};
    const closed = new Promise<void>((done) => {
      close = done;
    });
    return { ids, close, answer: Promise.race([sleep(GATHER_MS), closed]).then(() => this.#answerTo(ids)) };
  }

  #answerTo(ids: ReadonlySet<string>): RefreshPages<T> | { readonly alone: Promise<T | undefined> } {
    this.#gathering = undefined;
    const [only] = ids;
    if (ids.size === 1 && only !== undefined) {
      return { alone: this.#collection.one(only) };
    }
    this.#listing = new RefreshPages(this.#collection);
    return this.#listing;
  }
}
