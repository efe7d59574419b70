import { PAGE_SIZE } from "./apiPaths";
import { IscError } from "./iscError";

/** Reads at most 250 members of a collection, from an offset on. */
export type ReadPage<T> = (offset: number) => Promise<readonly T[]>;

interface Member {
  readonly id: string;
}

const MAX_RESTARTS = 3;
/** Tenants that shorten pages shorten them to a round number. Any other short page is the last one. */
const ROUND = 25;

/**
 * Reads a collection page by page, without asking for an offset at or past its end, which ISC may answer with 400.
 *
 * The next page begins with the last member of the page before. If it begins with another one, members have moved. A page whose
 * length is a multiple of 50 may be full or shortened by the tenant, so one more page follows. Every other length is the last page.
 * So is a page longer than the limit, or the same page again: such a tenant does not page.
 */
export class PageWalk<T extends Member> {
  readonly #read: ReadPage<T>;
  #end = 0;
  #previous: readonly T[] | undefined;
  #isComplete = false;
  #hasMoved = false;

  constructor(read: ReadPage<T>) {
    this.#read = read;
  }

  /** Whether the last page has been read. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether members moved between pages while they were read. Some may be missing. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  /**
   * Reads the next page.
   *
   * @param expectsMore whether members are known to follow a page that may be full. The next page then needs no overlap, and
   * cannot show whether members have moved
   */
  async next(expectsMore = false): Promise<readonly T[]> {
    const previous = this.#previous;
    if (!previous) {
      return this.#take(await this.#read(0));
    }
    if (expectsMore && previous.length % ROUND === 0) {
      return this.#take(await this.#readAfter(this.#end));
    }
    this.#end -= 1;
    const page = await this.#read(this.#end);
    this.#hasMoved ||= page[0]?.id !== previous.at(-1)?.id && !isSamePage(previous, page);
    return this.#take(page);
  }

  /** The members that were expected may be gone meanwhile. */
  #readAfter(offset: number): Promise<readonly T[]> {
    return this.#read(offset).catch((error: unknown) => {
      if (error instanceof IscError && error.status === 400) {
        return [];
      }
      throw error;
    });
  }

  #take(page: readonly T[]): readonly T[] {
    const { length } = page;
    this.#isComplete = length === 0 || length > PAGE_SIZE || length % ROUND !== 0 || isSamePage(this.#previous, page);
    this.#end += length;
    this.#previous = page;
    return page;
  }
}

/** Whether a page holds what the one before it holds: it begins alike, or has the same members in another order. */
function isSamePage(previous: readonly Member[] | undefined, page: readonly Member[]): boolean {
  if (previous === undefined || previous.length < 2) {
    return false;
  }
  const ids = new Set(previous.map(({ id }) => id));
  const sameMembers = previous.length === page.length && page.every(({ id }) => ids.has(id));
  return previous[0]?.id === page[0]?.id || sameMembers;
}

/**
 * Reads a collection to its end. If members move between pages, it starts again.
 *
 * @throws IscError if members move in each of four attempts
 */
export async function listAll<T extends Member>(read: ReadPage<T>, what: string): Promise<T[]> {
  for (let restart = 0; restart <= MAX_RESTARTS; restart++) {
    const walk = new PageWalk(read);
    const members = await readAll(walk, () => walk.hasMoved);
    if (!walk.hasMoved) {
      return members;
    }
  }
  throw new IscError({
    what,
    why: `the collection changed while it was read, ${MAX_RESTARTS + 1} times in a row`,
    hint: "Try again when fewer changes are made",
  });
}

/** Reads a collection once. Members that moved between pages may be missing. */
export async function listVisible<T extends Member>(read: ReadPage<T>): Promise<T[]> {
  return readAll(new PageWalk(read), () => false);
}

async function readAll<T extends Member>(walk: PageWalk<T>, stop: () => boolean): Promise<T[]> {
  const members = new Map<string, T>();
  while (!walk.isComplete && !stop()) {
    for (const member of await walk.next()) {
      members.set(member.id, member);
    }
  }
  return [...members.values()];
}
