/** What a request was for. */
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
  "other",
] as const;

export type Route = (typeof ROUTES)[number];

export interface RequestLogEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** As it was sent, encoding and all, without the query. */
  readonly path: string;
  readonly query: string;
  readonly route: Route;
  /** `pending` while there is no answer yet. */
  status: number | "reset" | "hang" | "pending";
  readonly bytesIn: number;
  readonly userAgent: string;
  readonly contentType: string;
}
