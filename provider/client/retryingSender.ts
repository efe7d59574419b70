import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderConfig } from "../config";
import { AccessTokens, createToken, type Token } from "./accessToken";
import type { ApiReply, ApiRequest } from "./apiRequest";
import { FailedAttempt, headerOf, resultOf } from "./attemptResult";
import { ConnectionError } from "./connectionError";
import { IscError, type IscErrorDetails } from "./iscError";
import type { Log } from "./log";
import { isHtml } from "./parseReply";
import { RateLimiter } from "./rateLimiter";
import { createRedactor, type Redactor } from "./redactSecrets";
import { RetryBudget } from "./retryBudget";
import { backoffMs, type Pace, pauseMs } from "./retryTiming";
import { type HttpAnswer, sendOnce, timeoutsFor } from "./sendOnce";
import { TenantClock } from "./tenantClock";
import { tokenSchema } from "./wireTypes";

/** A pause that is longer by less than this is not announced again. */
const SAME_PAUSE_MS = 500;
const ANNOUNCE_AFTER_MS = 3_000;

/** Sends requests to the tenant, with its access token, within the rate limit, and again after faults that pass. */
export class RetryingSender {
  readonly clock = new TenantClock();
  readonly #config: ProviderConfig;
  readonly #log: Log;
  readonly #pace: Pace;
  readonly #redact: Redactor;
  readonly #limiter: RateLimiter;
  readonly #tokens: AccessTokens;
  readonly #secrets = new Set<string>();
  readonly #announced = new Set<string>();
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
    this.#tokens = new AccessTokens(() => this.#fetchToken());
  }

  /**
   * The tenant's id in the access token. It makes a request only if there has been no token yet, so it cannot fail after a change
   * that was made.
   */
  async tenantId(): Promise<string | undefined> {
    return (this.#tokens.latest ?? (await this.#tokens.get())).tenantId;
  }

  /** @throws IscError */
  async send<T>(request: ApiRequest<T>): Promise<ApiReply<T>> {
    return this.#sendUntilDone(request, true);
  }

  async #fetchToken(): Promise<Token> {
    const { clientId, clientSecret } = this.#config;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    const { value } = await this.#sendUntilDone(
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

  async #sendUntilDone<T>(request: ApiRequest<T>, authorized: boolean): Promise<ApiReply<T>> {
    const budget = new RetryBudget(this.#config.retryTimeoutMs, this.#pace.patienceMs);
    let justRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = authorized ? await this.#tokens.get() : undefined;
      const result = await this.#attempt(request, token, attempt, budget);
      if (!(result instanceof FailedAttempt)) {
        this.#pausesInARow = 0;
        return result;
      }
      // A second 401 in a row does not come from the token's age. One after a long wait may.
      if (result.status === 401 && token && !justRenewed) {
        justRenewed = true;
        await this.#tokens.replace(token);
        continue;
      }
      justRenewed = false;
      if (result.status === 429) {
        this.#pauseAll(result, request, budget);
      } else {
        await this.#waitForRetry(result, request, budget);
      }
    }
  }

  /** Holds every request back as long as the tenant asks. */
  #pauseAll({ error, retryAfterMs }: FailedAttempt, request: ApiRequest<unknown>, budget: RetryBudget): void {
    const pausedForMs = this.#limiter.pausedForMs;
    if (pausedForMs === 0) {
      this.#pausesInARow++;
    }
    const waitMs = pauseMs(retryAfterMs, this.#pausesInARow, Math.random(), this.#pace.backoff);
    if (waitMs > pausedForMs + SAME_PAUSE_MS) {
      this.#log.info(`the tenant answers 429 (rate limit); every request waits ${seconds(waitMs)}`);
    }
    if (!budget.allows(waitMs)) {
      throw this.#outOfTime(error, request);
    }
    budget.pause(waitMs);
    this.#limiter.pauseFor(waitMs);
  }

  /** @throws IscError if no attempt should follow */
  async #waitForRetry(failed: FailedAttempt, request: ApiRequest<unknown>, budget: RetryBudget): Promise<void> {
    const { error } = failed;
    const failures = budget.fail();
    if (!failed.transient || !(request.repeatable || !error.ambiguous) || !budget.isPatient) {
      throw error;
    }
    const waitMs = Math.max(failed.retryAfterMs ?? 0, backoffMs(failures, Math.random(), this.#pace.backoff));
    if (!budget.allows(waitMs)) {
      throw this.#outOfTime(error, request);
    }
    this.#log.debug(`${request.what}: ${error.reason}; trying again in ${seconds(waitMs)}`);
    if (budget.failingMs + waitMs >= (this.#pace.announceAfterMs ?? ANNOUNCE_AFTER_MS)) {
      this.#announce(error);
    }
    budget.spend(waitMs);
    await sleep(waitMs);
  }

  /** Shows once for each reason that requests are repeated. */
  #announce({ reason, hint }: IscError): void {
    if (!this.#announced.has(reason)) {
      this.#announced.add(reason);
      const advice = hint ? ` ${hint}.` : "";
      this.#log.info(
        `a request to the tenant fails: ${reason}. It is repeated for up to ${seconds(this.#pace.patienceMs)}.${advice}`,
      );
    }
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

  async #attempt<T>(
    request: ApiRequest<T>,
    token: Token | undefined,
    attempt: number,
    budget: RetryBudget,
  ): Promise<ApiReply<T> | FailedAttempt> {
    const slot = await this.#limiter.acquire();
    const started = performance.now();
    const finish = (result: string) => {
      slot.done();
      const tookMs = performance.now() - started;
      budget.spend(tookMs);
      const line = `${request.method} ${pathOf(request)} ${result} ${Math.round(tookMs)} ms, attempt ${attempt}`;
      this.#log.debug(this.#redact(line));
    };
    // A failed token request is never a lost answer of the request that needs the token.
    const fail = (details: Omit<IscErrorDetails, "what">) =>
      this.#error(request, token ? details : { ...details, ambiguous: false });
    let answer: HttpAnswer;
    try {
      answer = await this.#exchange(request, token);
    } catch (error) {
      if (!(error instanceof ConnectionError)) {
        slot.done();
        throw error;
      }
      finish(error.code);
      const { message, hint, code, sent, transient } = error;
      return new FailedAttempt(fail({ why: message, hint, code, ambiguous: sent }), { transient });
    }
    finish(String(answer.status));
    if (!isHtml(answer)) {
      this.clock.noteDate(headerOf(answer, "date"));
    }
    return resultOf(request, answer, this.#redact, fail);
  }

  #exchange(request: ApiRequest<unknown>, token: Token | undefined): Promise<HttpAnswer> {
    const body = request.upload?.bytes ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
    const json = request.json === undefined ? undefined : "application/json";
    const contentType = request.contentType ?? request.upload?.contentType ?? json;
    const headers = {
      ...(token ? { authorization: `Bearer ${token.text}` } : {}),
      ...(contentType ? { "content-type": contentType } : {}),
    };
    const url = `${this.#config.baseUrl}${request.path}`;
    const timeouts = timeoutsFor(this.#config.requestTimeoutMs, body?.length ?? 0);
    return sendOnce({ method: request.method, url, headers, body }, timeouts);
  }

  #error(request: ApiRequest<unknown>, details: Omit<IscErrorDetails, "what">): IscError {
    const url = this.#redact(`${this.#config.baseUrl}${pathOf(request)}`);
    return new IscError({ ...details, what: request.what, method: request.method, url });
  }
}

function pathOf({ path }: ApiRequest<unknown>): string {
  return path.split("?")[0] ?? "";
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 100) / 10} s`;
}
