import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import type { ProviderConfig } from "../config";
import { createToken, type Token, TokenSource } from "./accessToken";
import { refusal } from "./errorReply";
import { IscError } from "./iscError";
import type { Log } from "./log";
import { describeIssue } from "./parseReply";
import { RateLimiter } from "./rateLimiter";
import { createRedactor, type Redactor } from "./redactSecrets";
import { backoffMs, type Pace, pauseMs, retryAfterMs } from "./retryTiming";
import { exchange, type HttpAnswer, NoAnswer, timeoutsFor } from "./sendOnce";
import { TenantClock } from "./tenantClock";
import { tokenSchema } from "./wireTypes";

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
  /** What to do where the answer has this status. */
  readonly hints?: Readonly<Record<number, string>>;
  /** Statuses that are an answer and not a failure although they are not 2xx, e.g. 404. */
  readonly expected?: readonly number[];
}

/** A good answer. `value` is undefined for an expected status and where no body was wanted. */
export interface ApiReply<T> {
  readonly status: number;
  readonly value: T | undefined;
}

/** So often a failing request is sent at least, however long each attempt takes. */
const MIN_ATTEMPTS = 3;
const TRANSIENT = new Set([408, 500, 502, 503, 504]);
/** A pause that is longer by less than this is not told again. */
const SAME_PAUSE_MS = 500;

/** Brings requests to the tenant and back: token, rate limit, repetition, validation and errors are all here. */
export class Transport {
  readonly #config: ProviderConfig;
  readonly #log: Log;
  readonly #pace: Pace;
  readonly #redact: Redactor;
  readonly #limiter: RateLimiter;
  readonly #tokens: TokenSource;
  readonly #secrets = new Set<string>();
  readonly clock = new TenantClock();
  #pausesInARow = 0;

  constructor(config: ProviderConfig, log: Log, pace: Pace) {
    this.#config = config;
    this.#log = log;
    this.#pace = pace;
    this.#secrets.add(config.clientSecret).add(`${config.clientId}:${config.clientSecret}`);
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
    return createToken(value, Date.now());
  }

  async #attempts<T>(request: ApiRequest<T>, authorized: boolean): Promise<ApiReply<T>> {
    const deadline = Date.now() + this.#config.retryTimeoutMs;
    const failing = { count: 0, since: 0 };
    let justRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = authorized ? await this.#tokens.get() : undefined;
      const outcome = await this.#attempt(request, token, attempt);
      if (!(outcome instanceof Failure)) {
        this.#pausesInARow = 0;
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
        outcome.status === 429 ? this.#waitAfterRefusal(outcome) : this.#waitAfterFailure(outcome, request, failing);
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
    const pausedForMs = this.#limiter.pausedForMs;
    if (pausedForMs === 0) {
      this.#pausesInARow++;
    }
    const waitMs = pauseMs(failure.retryAfterMs, this.#pausesInARow, Math.random(), this.#pace.backoff);
    if (waitMs > pausedForMs + SAME_PAUSE_MS) {
      this.#log.info(`the tenant answers 429 (rate limit); every request waits ${seconds(waitMs)}`);
    }
    return waitMs;
  }

  #waitAfterFailure(
    failure: Failure,
    request: ApiRequest<unknown>,
    failing: { count: number; since: number },
  ): number | undefined {
    const now = performance.now();
    failing.count++;
    failing.since ||= now;
    const repeatable = request.repeatable || !failure.error.ambiguous;
    const impatient = failing.count >= MIN_ATTEMPTS && now - failing.since >= this.#pace.patienceMs;
    if (!failure.transient || !repeatable || impatient) {
      return undefined;
    }
    const waitMs = Math.max(failure.retryAfterMs ?? 0, backoffMs(failing.count, Math.random(), this.#pace.backoff));
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
    if (!isPage(answer)) {
      this.clock.hear(header(answer, "date"));
    }
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
    // A proxy's page about something that it cannot reach says nothing of the tenant.
    if (request.expected?.includes(status) && !isPage(answer)) {
      return { status, value: undefined };
    }
    if (status < 200 || status > 299) {
      const known = refusal(answer, this.#redact);
      const answeredAt = Date.parse(header(answer, "date") ?? "") || Date.now();
      const retryAfter = retryAfterMs(header(answer, "retry-after"), answeredAt);
      const ambiguous = status >= 500 || status === 408;
      const hint = request.hints?.[status] ?? known.hint;
      return new Failure(this.#error(request, { ...known, hint, status, ambiguous }), {
        status,
        transient: TRANSIENT.has(status),
        retryAfterMs: retryAfter,
      });
    }
    if ((!request.reply && !isPage(answer)) || (request.mayBeEmpty && answer.body.trim() === "")) {
      return { status, value: undefined };
    }
    const parsed = parseReply(answer, request.reply);
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

function isPage({ body }: HttpAnswer): boolean {
  return /^\s*</.test(body);
}

function parseReply<T>(
  answer: HttpAnswer,
  schema: v.GenericSchema<unknown, T> | undefined,
): { value: T } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    const kind = isPage(answer) ? "an HTML page" : answer.body.trim() === "" ? "empty" : "no valid JSON";
    return { problem: `the reply is ${kind}, where ${schema ? "JSON" : "none"} was expected` };
  }
  const result = v.safeParse(schema ?? v.never(), json);
  return result.success
    ? { value: result.output }
    : { problem: `the reply is not what the API reference describes: ${describeIssue(result.issues[0])}` };
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
