import { setTimeout as sleep } from "node:timers/promises";
import { type Collection, RefreshPages } from "./refreshPages";

interface Member {
  readonly id: string;
  readonly name: string;
}

/** How long a read waits for a second one, which shares its listing. */
const GATHER_MS = 15;

/** The reads that come within a moment. */
interface Gathering<T extends Member> {
  readonly ids: Set<string>;
  /** Whether a listing answers even a single read. */
  isShared: boolean;
  /** Ends the wait for more reads. */
  readonly close: () => void;
  readonly answer: Promise<RefreshPages<T> | { readonly alone: Promise<T | undefined> }>;
}

/**
 * Reads the members of a collection by id. A read that comes alone is a single GET. Reads that come together, as in a refresh, share
 * the pages of one listing.
 *
 * A listing answers each kind of asker once for each id, because a refresh asks once for each resource; a second question gets a new
 * answer. It never answers for an id that this process has written since. An id that it does not show is read with GET: a page can
 * miss a member when others are deleted meanwhile, and a tenant may list a new member late.
 */
export class RefreshReads<T extends Member> {
  readonly #collection: Collection<T>;
  #gathering: Gathering<T> | undefined;
  #listing: RefreshPages<T> | undefined;

  constructor(collection: Collection<T>) {
    this.#collection = collection;
  }

  /**
   * The member, or undefined if it is gone.
   *
   * @param asker the kind of resource that asks
   * @param isOneOfMany whether more reads follow, which can share its listing
   */
  async read(id: string, asker: string, isOneOfMany = false): Promise<T | undefined> {
    const answer = this.#listing?.mayAnswer(id, asker) ? this.#listing : await this.#gather(id, isOneOfMany);
    return answer instanceof RefreshPages ? ((await answer.find(id, asker)) ?? this.#collection.one(id)) : answer.alone;
  }

  /** Does work that changes a member. No listing that began before its end answers for this member afterwards. */
  async writing<R>(id: string, work: () => Promise<R>): Promise<R> {
    this.#listing?.exclude(id);
    try {
      return await work();
    } finally {
      this.#listing?.exclude(id);
    }
  }

  #gather(id: string, isOneOfMany: boolean): Gathering<T>["answer"] {
    const gathering = this.#gathering ?? this.#newGathering();
    this.#gathering = gathering;
    const { ids, close, answer } = gathering;
    ids.add(id);
    gathering.isShared ||= isOneOfMany || ids.size > 1;
    if (gathering.isShared) {
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
    const answer = Promise.race([sleep(GATHER_MS), closed]).then(() => this.#answerTo(gathering));
    const gathering: Gathering<T> = { ids, isShared: false, close, answer };
    return gathering;
  }

  #answerTo({ ids, isShared }: Gathering<T>): RefreshPages<T> | { readonly alone: Promise<T | undefined> } {
    this.#gathering = undefined;
    const [only] = ids;
    if (!isShared && only !== undefined) {
      return { alone: this.#collection.one(only) };
    }
    this.#listing = new RefreshPages(this.#collection);
    return this.#listing;
  }
}
