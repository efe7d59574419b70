/** The kinds of request that the log and the faults distinguish. */
export const ROUTES = [
  "token",
  "list",
  "create",
  "read",
  "update",
  "delete",
  "upload",
  "instances",
  "instance",
  "patchInstance",
  "sources",
  "source",
  "other",
] as const;

export type Route = (typeof ROUTES)[number];

/** One request to the API. */
export interface RequestLogEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** The path as it was sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly query: string;
  readonly route: Route;
  /** `pending` until the tenant has answered. */
  status: number | "reset" | "hang" | "pending";
  readonly bytesIn: number;
  readonly userAgent: string;
  readonly contentType: string;
  /** Milliseconds until the answer, or until the connection broke. */
  durationMs?: number;
  /** Whether a scripted fault hit it. */
  faulted?: true;
}

const KEPT_ENTRIES = 50_000;

/** The requests to the API, oldest first. The log drops the oldest entries of a long run. */
export class RequestLog {
  #entries: RequestLogEntry[] = [];

  get entries(): readonly RequestLogEntry[] {
    return this.#entries;
  }

  add(entry: RequestLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * KEPT_ENTRIES) {
      this.#entries.splice(0, KEPT_ENTRIES);
    }
  }

  clear(): void {
    this.#entries = [];
  }
}
