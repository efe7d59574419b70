import type { Route } from "./requestLog";

/** What a fault does to a request instead of, or besides, the work. */
export type FaultAction =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly after?: boolean;
    }
  /** Closes the connection without having done anything. */
  | { readonly resetBefore: true }
  /** Does the work, then closes the connection without an answer. */
  | { readonly resetAfter: true }
  /** Never answers, and does nothing. */
  | { readonly hang: true }
  /** Does the work, and never answers. */
  | { readonly hangAfter: true }
  /** Answers so many milliseconds late; the work is done at once, or with `before` at the end of the wait. */
  | { readonly delayMs: number; readonly before?: boolean }
  /** Answers with this status and a page as a proxy would write it. */
  | { readonly html: number }
  /** Does the work and breaks the connection in the middle of the answer's body. */
  | { readonly cutBody: true }
  /** Does the work and answers with JSON that is cut off, in a whole HTTP message. */
  | { readonly badJson: true }
  /** Does the work and answers with this instead of what the reference describes. */
  | { readonly wrongJson: unknown }
  /** Answers 401 and forgets the token. */
  | { readonly expireToken: true }
  | { readonly redirect: string; readonly status?: 301 | 302 | 303 | 307 | 308 };

export interface FaultSpec {
  /** Which requests it hits. Default: every request to the API. */
  readonly route?: Route | readonly Route[];
  readonly method?: string;
  /** How often. Default 1. */
  readonly count?: number | "always";
  /** How many matching requests pass first. Default 0. */
  readonly skip?: number;
  readonly action: FaultAction;
}

/** A scripted fault, to ask whether it has fired. */
export interface FaultHandle {
  readonly spec: FaultSpec;
  readonly fired: number;
  remove(): void;
}

interface Scripted extends FaultHandle {
  fired: number;
  toSkip: number;
}

/** The faults that are scripted, in the order they were. The first that matches a request hits it. */
export class Faults {
  #scripted: Scripted[] = [];

  add(spec: FaultSpec): FaultHandle {
    const scripted: Scripted = {
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

  /** The fault that hits this request, counted as fired. */
  next(route: Route, method: string): FaultAction | undefined {
    for (const fault of this.#scripted) {
      if (!matches(fault.spec, route, method) || fault.fired >= limitOf(fault.spec)) {
        continue;
      }
      if (fault.toSkip > 0) {
        fault.toSkip--;
        continue;
      }
      fault.fired++;
      return fault.spec.action;
    }
    return undefined;
  }

  /** @throws Error naming each scripted fault that never fired */
  assertFired(): void {
    const silent = this.#scripted.filter(({ fired }) => fired === 0).map(({ spec }) => JSON.stringify(spec));
    if (silent.length > 0) {
      throw new Error(`These faults were scripted and never fired:\n  ${silent.join("\n  ")}`);
    }
  }
}

function limitOf({ count = 1 }: FaultSpec): number {
  return count === "always" ? Number.POSITIVE_INFINITY : count;
}

function matches(spec: FaultSpec, route: Route, method: string): boolean {
  const routes = spec.route === undefined ? undefined : [spec.route].flat();
  return (!routes || routes.includes(route)) && (spec.method === undefined || spec.method.toUpperCase() === method);
}
