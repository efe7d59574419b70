import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import type { ProviderConfig } from "../config";
import { type BackoffOptions, backoffMs, retryAfterMs } from "./backoff";
import { exchange, type HttpAnswer, NoAnswer, timeoutsFor } from "./http";
import { IscError } from "./iscError";
import type { Log } from "./log";
import { RateLimiter } from "./rateLimiter";
import { createRedactor, type Redactor } from "./redact";
import { refusal } from "./refusal";
import { tokenSchema } from "./schemas";
import { createToken, type Token, TokenSource } from "./token";

/** A request to the API. */
export interface ApiRequest<T> {
  /** What it is for, as an infinitive, for errors: `read the connector customizer c1`. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the base URL on, encoded, with the query if any. */
  readonly path: string;
  readonly json?: unknown;
  readonly upload?: { readonly bytes: Buffer; readonly contentType: string };
  readonly contentType?: string;
  /** Whether the tenant's state is the same after doing it twice. */
  readonly repeatable: boolean;
  /** What a good reply looks like; a body is neither wanted nor read without it. */
  readonly reply?: v.GenericSchema<unknown, T>;
  /** Whether an answer without a body is a good one too. */
  readonly mayBeEmpty?: boolean;
  /** Statuses that are an answer and not a failure although they are not 2xx, e.g. 404. */
  readonly expected?: readonly number[];
}

/** A good answer. `value` is undefined for an expected status and where no body was wanted. */
export interface ApiReply<T> {
  readonly status: number;
  readonly value: T | undefined;
}

const MAX_FAILURES = 6;
const TRANSIENT = new Set([500, 502, 503, 504]);
const DRIFT_OF_CLOCKS_MS = 1_000;

/** Brings requests to the tenant and back: token, rate limit, repetition, validation and errors are all here. */
export class Transport {
  readonly #config: ProviderConfig;
  readonly #log: Log;
  readonly #backoff: BackoffOptions;
  readonly #redact: Redactor;
  readonly #limiter: RateLimiter;
  readonly #tokens: TokenSource;
  readonly #secrets = new Set<string>();
  #refusedInARow = 0;

  constructor(config: ProviderConfig, log: Log, backoff: BackoffOptions) {
    this.#config = config;
    this.#log = log;
    this.#backoff = backoff;
    this.#secrets.add(config.clientSecret);
    this.#redact = createRedactor(() => this.#secrets);
    const { requests, windowMs } = config.rateLimit;
    this.#limiter = new RateLimiter(config.rateLimit, (waitMs) =>
      log.info(`${requests} requests in ${windowMs / 1_000} s are used up; waiting ${seconds(waitMs)} for the next`),
    );
    this.#tokens = new TokenSource(() => this.#fetchToken());
  }

  /**
   * The tenant's id as the access token names it. Only where there has been no token yet does it make a request, so that it
   * cannot fail after a change that has been made.
   */
  async tenantId(): Promise<string | undefined> {
    return (this.#tokens.latest ?? (await this.#tokens.get())).tenantId;
  }

  /** @throws IscError */
  async send<T>(request: ApiRequest<T>): Promise<ApiReply<T>> {
    return this.#attempts(request, true);
  }

  async #fetchToken(): Promise<Token> {
    const { clientId, clientSecret } = this.#config;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    const { value } = await this.#attempts(
      {
        what: "get an access token",
        method: "POST",
        path: "/oauth/token",
        upload: { bytes: Buffer.from(form.toString()), contentType: "application/x-www-form-urlencoded" },
        repeatable: true,
        reply: tokenSchema,
      },
      false,
    );
    if (!value) {
      throw new IscError({ what: "get an access token", why: "the reply was empty" });
    }
    this.#secrets.add(value.access_token);
    return createToken(value.access_token, value.expires_in, Date.now());
  }

  async #attempts<T>(request: ApiRequest<T>, authorized: boolean): Promise<ApiReply<T>> {
    const deadline = Date.now() + this.#config.retryTimeoutMs;
    let failures = 0;
    let justRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = authorized ? await this.#tokens.get() : undefined;
      const outcome = await this.#attempt(request, token, attempt);
      if (!(outcome instanceof Failure)) {
        this.#refusedInARow = 0;
        return outcome;
      }
      // Of two refusals in a row, the second is not for the token's age; one after a long wait may be again.
      if (outcome.status === 401 && token && !justRenewed) {
        justRenewed = true;
        await this.#tokens.replace(token);
        continue;
      }
      justRenewed = false;
      const waitMs =
        outcome.status === 429 ? this.#waitAfterRefusal(outcome) : this.#waitAfterFailure(outcome, request, ++failures);
      if (waitMs === undefined) {
        throw outcome.error;
      }
      if (Date.now() + waitMs > deadline) {
        throw this.#outOfTime(outcome.error, request);
      }
      if (outcome.status === 429) {
        this.#limiter.pauseFor(waitMs);
      } else {
        await sleep(waitMs);
      }
    }
  }

  #waitAfterRefusal(failure: Failure): number {
    this.#refusedInARow++;
    const waitMs =
      failure.retryAfterMs ?? DRIFT_OF_CLOCKS_MS + backoffMs(this.#refusedInARow, Math.random(), this.#backoff);
    this.#log.info(`the tenant answers 429 (rate limit); every request waits ${seconds(waitMs)}`);
    return waitMs;
  }

  #waitAfterFailure(failure: Failure, request: ApiRequest<unknown>, failures: number): number | undefined {
    const repeatable = request.repeatable || !failure.error.ambiguous;
    if (!failure.transient || !repeatable || failures >= MAX_FAILURES) {
      return undefined;
    }
    const waitMs = Math.max(failure.retryAfterMs ?? 0, backoffMs(failures, Math.random(), this.#backoff));
    this.#log.debug(`${request.what}: ${failure.error.reason}; trying again in ${seconds(waitMs)}`);
    return waitMs;
  }

  #outOfTime(last: IscError, request: ApiRequest<unknown>): IscError {
    return new IscError({
      what: request.what,
      why: `it did not succeed within ${seconds(this.#config.retryTimeoutMs)}; last, ${last.reason}`,
      hint: "Try again later, or allow more time with sailpoint:retryTimeout (SAIL_RETRY_TIMEOUT)",
      method: last.method,
      url: last.url,
      status: last.status,
      detailCode: last.detailCode,
      trackingId: last.trackingId,
      messages: last.messages,
      ambiguous: last.ambiguous,
    });
  }

  async #attempt<T>(request: ApiRequest<T>, token: Token | undefined, attempt: number): Promise<ApiReply<T> | Failure> {
    const slot = await this.#limiter.acquire();
    const path = request.path.split("?")[0] ?? "";
    const started = performance.now();
    const tell = (result: string) =>
      this.#log.debug(
        this.#redact(
          `${request.method} ${path} ${result} ${Math.round(performance.now() - started)} ms, attempt ${attempt}`,
        ),
      );
    const body = request.upload?.bytes ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
    let answer: HttpAnswer;
    try {
      answer = await exchange(
        {
          method: request.method,
          url: `${this.#config.baseUrl}${request.path}`,
          headers: this.#headers(request, token),
          body,
        },
        timeoutsFor(this.#config.requestTimeoutMs, body?.length ?? 0),
      );
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      tell(error.code);
      return new Failure(
        this.#error(request, { why: error.message, hint: hintFor(error), code: error.code, ambiguous: error.sent }),
        { transient: error.transient },
      );
    } finally {
      slot.done();
    }
    tell(String(answer.status));
    return this.#judge(request, answer);
  }

  #headers(request: ApiRequest<unknown>, token: Token | undefined): Record<string, string> {
    const contentType =
      request.contentType ??
      request.upload?.contentType ??
      (request.json === undefined ? undefined : "application/json");
    return {
      ...(token ? { authorization: `Bearer ${token.text}` } : {}),
      ...(contentType ? { "content-type": contentType } : {}),
    };
  }

  #judge<T>(request: ApiRequest<T>, answer: HttpAnswer): ApiReply<T> | Failure {
    const { status } = answer;
    if (request.expected?.includes(status)) {
      return { status, value: undefined };
    }
    if (status < 200 || status > 299) {
      const known = refusal(answer, this.#redact);
      const retryAfter = retryAfterMs(header(answer, "retry-after"), Date.now());
      const ambiguous = status >= 500;
      return new Failure(this.#error(request, { ...known, status, ambiguous }), {
        status,
        transient: TRANSIENT.has(status),
        retryAfterMs: retryAfter,
      });
    }
    if (!request.reply || (request.mayBeEmpty && answer.body.trim() === "")) {
      return { status, value: undefined };
    }
    const parsed = parseReply(answer.body, request.reply);
    if ("value" in parsed) {
      return { status, value: parsed.value };
    }
    const hint = "Check that sailpoint:baseUrl is the API's address, and that no proxy answers in its place";
    return new Failure(this.#error(request, { why: this.#redact(parsed.problem), hint, status, ambiguous: true }), {
      transient: true,
    });
  }

  #error(
    request: ApiRequest<unknown>,
    details: Omit<ConstructorParameters<typeof IscError>[0], "what" | "method" | "url">,
  ): IscError {
    const path = request.path.split("?")[0] ?? "";
    const url = this.#redact(`${this.#config.baseUrl}${path}`);
    return new IscError({ ...details, what: request.what, method: request.method, url });
  }
}

class Failure {
  readonly status: number | undefined;
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly error: IscError,
    how: { status?: number; transient: boolean; retryAfterMs?: number | undefined },
  ) {
    this.status = how.status;
    this.transient = how.transient;
    this.retryAfterMs = how.retryAfterMs;
  }
}

function parseReply<T>(body: string, schema: v.GenericSchema<unknown, T>): { value: T } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    const kind = /^\s*</.test(body) ? "an HTML page" : body.trim() === "" ? "empty" : "no valid JSON";
    return { problem: `the reply is ${kind}, where JSON was expected` };
  }
  const result = v.safeParse(schema, json);
  if (result.success) {
    return { value: result.output };
  }
  const issue = result.issues[0];
  return {
    problem: `the reply is not what the API reference describes: ${v.getDotPath(issue) ?? "it"}: ${issue.message}`,
  };
}

function header(answer: HttpAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function hintFor({ code }: NoAnswer): string | undefined {
  return ["ENOTFOUND", "ECONNREFUSED"].includes(code) ? "Check sailpoint:baseUrl (SAIL_BASE_URL)" : undefined;
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 100) / 10} s`;
}
