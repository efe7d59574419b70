import type * as v from "valibot";

/** A request to the API. */
export interface ApiRequest<T> {
  /** The purpose, as an infinitive, for messages: `read the connector customizer c1`. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path after the base URL, encoded, with the query if any. */
  readonly path: string;
  readonly json?: unknown;
  readonly upload?: { readonly bytes: Buffer; readonly contentType: string };
  /** Default: `application/json` if there is `json`. */
  readonly contentType?: string;
  /** Whether sending the request twice has the same effect as sending it once. */
  readonly repeatable: boolean;
  /** The schema of a good reply. Without it, the body of a 2xx answer is not read. */
  readonly reply?: v.GenericSchema<unknown, T>;
  /** Whether a 2xx answer may have no body. */
  readonly mayBeEmpty?: boolean;
  /** Advice by status code. It replaces the general advice. */
  readonly hints?: Readonly<Record<number, string>>;
}

/** A 2xx answer. `value` is undefined if the request expects no body, or if the body is empty and may be. */
export interface ApiReply<T> {
  readonly status: number;
  readonly value: T | undefined;
}
