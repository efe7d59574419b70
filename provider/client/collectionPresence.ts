import { IscError } from "./iscError";

/** An answer of the collection stays good for so long. */
export const FRESH_MS = 10_000;

/**
 * Tells a missing item from a missing collection. A gateway that does not serve the API version answers 404 to everything; that
 * must never be taken for "the item is gone".
 */
export class CollectionPresence {
  readonly #path: string;
  readonly #probe: () => Promise<unknown>;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #probing: Promise<IscError | undefined> | undefined;

  /**
   * @param path for messages
   * @param probe reads one page of the collection
   */
  constructor(path: string, probe: () => Promise<unknown>) {
    this.#path = path;
    this.#probe = probe;
  }

  /** Notes a 2xx answer of the collection or of one of its items. */
  noteAnswer(): void {
    this.#answeredAt = performance.now();
  }

  /**
   * Makes sure that a 404 concerns one item alone. It sends a request only if the collection has not answered for 10 s; concurrent
   * callers share it.
   *
   * @throws IscError if the collection is missing, or if that cannot be known
   */
  async confirmItemIsGone(notFound: IscError): Promise<void> {
    if (performance.now() - this.#answeredAt <= FRESH_MS) {
      return;
    }
    this.#probing ??= this.#refusalOfProbe().finally(() => {
      this.#probing = undefined;
    });
    const refusal = await this.#probing;
    if (!refusal) {
      return;
    }
    if (refusal.status === 404 || refusal.html) {
      throw this.missing(notFound);
    }
    // A 404 with SailPoint's detail code comes from the API itself, also if the collection may not be listed.
    if (!refusal.isRefusal || notFound.detailCode === undefined) {
      throw this.#unclear(notFound, refusal);
    }
  }

  /** The error of a request if the collection itself answers 404. */
  missing({ what, method, url, status, trackingId }: IscError): IscError {
    return new IscError({
      what,
      why: `the answer was 404 Not Found, and the tenant does not serve ${this.#path} at all, so this does not mean that an item is gone`,
      hint:
        "Check sailpoint:apiVersion (SAIL_API_VERSION), which this tenant or a gateway may not serve, and sailpoint:baseUrl " +
        "(SAIL_BASE_URL)",
      method,
      url,
      status,
      trackingId,
    });
  }

  #unclear({ what, method, url, status, trackingId }: IscError, refusal: IscError): IscError {
    return new IscError({
      what,
      why: `the answer was 404 Not Found. Whether the item is gone is not known, because listing ${this.#path} failed: ${refusal.reason}`,
      hint: refusal.hint ?? "Try again later",
      method,
      url,
      status,
      trackingId,
    });
  }

  async #refusalOfProbe(): Promise<IscError | undefined> {
    try {
      await this.#probe();
      return undefined;
    } catch (error) {
      if (error instanceof IscError) {
        return error;
      }
      throw error;
    }
  }
}
