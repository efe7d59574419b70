import type { RequestLogEntry, Route } from "./requestLog";

/** What a fault does to a request. "The work" is what the request asks for, such as creating a customizer. */
export type FaultAction =
  /** Answers with this status, and does no work unless `after` is set. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON (`application/json`); text is sent as it is. Default `{}`. */
      readonly body?: unknown;
      /** A body of plain text (`text/plain`) in place of `body`. A `content-type` in `headers` names another type. */
      readonly text?: string;
      readonly after?: boolean;
    }
  /** Resets the connection and does no work. */
  | { readonly resetBefore: true }
  /** Does the work, then resets the connection without an answer. */
  | { readonly resetAfter: true }
  /** Does no work and never answers. */
  | { readonly hang: true }
  /** Does the work and never answers. */
  | { readonly hangAfter: true }
  /** Answers this many milliseconds late. The work is done before the wait, or after it if `before` is set. */
  | { readonly delayMs: number; readonly before?: boolean }
  /** Answers with this status and an HTML page, as a proxy does, and does no work. */
  | { readonly html: number }
  /** Does the work and closes the connection in the middle of the answer's body. */
  | { readonly cutBody: true }
  /** Does the work and answers with truncated JSON in a complete HTTP message. */
  | { readonly badJson: true }
  /** Does the work and answers with this JSON instead of the documented one. */
  | { readonly wrongJson: unknown }
  /** Answers 401 and makes the token invalid. */
  | { readonly expireToken: true }
  /** Redirects to this address and does no work. Default status 302. */
  | { readonly redirect: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

export interface FaultSpec {
  /** The kinds of request that it hits. Default: every request to the API. */
  readonly route?: Route | readonly Route[];
  /** The HTTP method of the requests that it hits. Default: any. */
  readonly method?: string;
  /** A part of the path of the requests that it hits, such as `/v2026/` or an id. Default: any path. */
  readonly path?: string;
  /** How many requests it hits. Default 1. */
  readonly count?: number | "always";
  /** How many matching requests pass before the first hit. Default 0. */
  readonly skip?: number;
  /** Interval between hits, in matching requests: 3 hits the first, the fourth and so on. Default 1. */
  readonly every?: number;
  readonly action: FaultAction;
}

/** A scripted fault and how often it has hit a request. */
export interface FaultHandle {
  /** Unique in the tenant. */
  readonly id: number;
  readonly spec: FaultSpec;
  readonly fired: number;
  remove(): void;
}

type MatchedRequest = Pick<RequestLogEntry, "route" | "method" | "path">;

interface Scripted extends FaultHandle {
  fired: number;
  toSkip: number;
}

/** The scripted faults, oldest first. The first one that matches a request and is not used up hits it. */
export class Faults {
  #scripted: Scripted[] = [];
  #added = 0;

  add(spec: FaultSpec): FaultHandle {
    this.#added++;
    const scripted: Scripted = {
      id: this.#added,
      spec,
      fired: 0,
      toSkip: spec.skip ?? 0,
      remove: () => {
        this.#scripted = this.#scripted.filter((other) => other !== scripted);
      },
    };
    this.#scripted.push(scripted);
    return scripted;
  }

  get all(): readonly FaultHandle[] {
    return this.#scripted;
  }

  clear(): void {
    this.#scripted = [];
  }

  /** Returns the action of the fault that hits this request, and counts the hit. */
  next(request: MatchedRequest): FaultAction | undefined {
    for (const fault of this.#scripted) {
      if (!matches(fault.spec, request) || fault.fired >= limitOf(fault.spec)) {
        continue;
      }
      if (fault.toSkip > 0) {
        fault.toSkip--;
        continue;
      }
      fault.toSkip = (fault.spec.every ?? 1) - 1;
      fault.fired++;
      return fault.spec.action;
    }
    return undefined;
  }

  /** @throws Error with each scripted fault that never fired */
  assertFired(): void {
    const silent = this.#scripted.filter(({ fired }) => fired === 0).map(({ spec }) => JSON.stringify(spec));
    if (silent.length > 0) {
      throw new Error(`These scripted faults never fired:\n  ${silent.join("\n  ")}`);
    }
  }
}

/** How many requests a fault hits at most. */
export function limitOf({ count = 1 }: FaultSpec): number {
  return count === "always" ? Number.POSITIVE_INFINITY : count;
}

function matches(spec: FaultSpec, { route, method, path }: MatchedRequest): boolean {
  const routes = spec.route === undefined ? undefined : [spec.route].flat();
  return (
    (!routes || routes.includes(route)) &&
    (spec.method === undefined || spec.method.toUpperCase() === method) &&
    (spec.path === undefined || path.includes(spec.path))
  );
}
