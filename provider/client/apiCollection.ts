import type * as v from "valibot";
import { pagePath } from "./apiPaths";
import type { ApiReply, ApiRequest } from "./apiRequest";
import { CollectionPresence, FRESH_MS } from "./collectionPresence";
import { IscError } from "./iscError";
import { listAll, listVisible } from "./listPages";
import type { RetryingSender } from "./retryingSender";
import { shareCalls } from "./shareCalls";

/** What makes a collection. */
export interface ApiCollectionOptions<T> {
  readonly sender: RetryingSender;
  readonly path: string;
  /** For messages: `list the connector customizers`. */
  readonly what: string;
  readonly list: v.GenericSchema<unknown, T[]>;
  /** Advice by status code if a listing is refused. */
  readonly hints?: Readonly<Record<number, string>>;
  /** Whether the listing may refuse the parameters of a page. It is then read as a whole. Default: false. */
  readonly mayLackPages?: boolean;
}

/** A collection of the API: its pages, and its items, of which one may be gone. Every method throws IscError. */
export class ApiCollection<T extends { readonly id: string }> {
  readonly #options: ApiCollectionOptions<T>;
  readonly #presence: CollectionPresence;
  readonly #all: () => Promise<T[]>;
  readonly #visible: () => Promise<T[]>;
  #hasPages = true;
  /** The first page, as it was read after a 404 of an item. */
  #probed: { readonly page: T[]; readonly at: number } | undefined;

  constructor(options: ApiCollectionOptions<T>) {
    this.#options = options;
    this.#presence = new CollectionPresence(options.path, async () => {
      this.#probed = { page: await this.page(0), at: performance.now() };
    });
    this.#all = shareCalls(() => listAll((offset) => this.page(offset), options.what));
    this.#visible = shareCalls(() => listVisible((offset) => this.page(offset)));
  }

  /** One page, of at most 250 members, from an offset on. */
  async page(offset: number, filter?: string): Promise<T[]> {
    const { path, mayLackPages = false } = this.#options;
    if (!this.#hasPages) {
      return this.#members(path);
    }
    try {
      return await this.#members(pagePath(path, offset, filter));
    } catch (error) {
      const mayRefusePages = mayLackPages && offset === 0 && error instanceof IscError && error.status === 400;
      if (!mayRefusePages || error.html) {
        throw error;
      }
      const whole = await this.#members(path).catch(() => {
        throw error;
      });
      this.#hasPages = false;
      return whole;
    }
  }

  /** All members. Concurrent callers share the pages. */
  all(): Promise<T[]> {
    return this.#all();
  }

  /** All members, for a message about one that is missing. The page that has just confirmed a 404 serves as the first one. */
  allForMessage(): Promise<T[]> {
    const probed = this.#probed;
    this.#probed = undefined;
    if (!probed || performance.now() - probed.at > FRESH_MS) {
      return this.all();
    }
    let first: T[] | undefined = probed.page;
    return listAll(async (offset) => {
      const page = offset === 0 ? first : undefined;
      first = undefined;
      return page ?? this.page(offset);
    }, this.#options.what);
  }

  /** The members that one pass over the pages shows. Members that move meanwhile may be missing. */
  visible(): Promise<T[]> {
    return this.#visible();
  }

  /** Sends a request to the collection itself, which returns something. */
  async value<R>(request: ApiRequest<R>): Promise<R> {
    const { value } = await this.#send(request, (notFound) => {
      throw this.#presence.missing(notFound);
    });
    if (value === undefined) {
      throw new IscError({ what: request.what, why: "the reply was empty", method: request.method });
    }
    return value;
  }

  /** Sends a request about one item. A 404 is an error. */
  item<R>(request: ApiRequest<R>): Promise<ApiReply<R>> {
    return this.#send(request, async (notFound) => {
      await this.#presence.confirmItemIsGone(notFound);
      throw notFound;
    });
  }

  /** Sends a request about one item. The result is undefined if the collection answers and the item is gone. */
  itemUnlessGone<R>(request: ApiRequest<R>): Promise<ApiReply<R> | undefined> {
    return this.#send(request, async (notFound) => {
      await this.#presence.confirmItemIsGone(notFound);
      return undefined;
    });
  }

  #members(path: string): Promise<T[]> {
    const { what, list, hints = {} } = this.#options;
    return this.value({ what, method: "GET", path, repeatable: true, reply: list, hints });
  }

  async #send<R, N>(request: ApiRequest<R>, notFound: (error: IscError) => N): Promise<ApiReply<R> | Awaited<N>> {
    try {
      const reply = await this.#options.sender.send(request);
      this.#presence.noteAnswer();
      return reply;
    } catch (error) {
      // The token's request may have failed in place of this one.
      const isAnswer = error instanceof IscError && error.what === request.what;
      if (isAnswer && error.status === 404 && !error.html) {
        return await notFound(error);
      }
      throw error;
    }
  }
}
