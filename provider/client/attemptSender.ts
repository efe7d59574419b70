import type { ProviderConfig } from "../config";
import type { Token } from "./accessToken";
import type { ApiReply, ApiRequest } from "./apiRequest";
import { FailedAttempt, headerOf, resultOf } from "./attemptResult";
import { type Cancellation, CancelledError } from "./cancellation";
import { ConnectionError } from "./connectionError";
import { IscError, type IscErrorDetails } from "./iscError";
import type { Log } from "./log";
import { isHtml } from "./parseReply";
import type { RateLimiter, Slot } from "./rateLimiter";
import { createRedactor, type Redactor } from "./redactCredentials";
import type { RetryBudget } from "./retryBudget";
import { type HttpAnswer, sendOnce, timeoutsFor } from "./sendOnce";
import { TenantClock } from "./tenantClock";

/** Sends single attempts of requests, and turns each answer into a reply or a failure that shows no secret. */
export class AttemptSender {
  readonly clock = new TenantClock();
  readonly #config: ProviderConfig;
  readonly #log: Log;
  readonly #limiter: RateLimiter;
  readonly #cancellation: Cancellation;
  readonly #redact: Redactor;
  readonly #secrets = new Set<string>();

  constructor(config: ProviderConfig, log: Log, limiter: RateLimiter, cancellation: Cancellation) {
    this.#config = config;
    this.#log = log;
    this.#limiter = limiter;
    this.#cancellation = cancellation;
    this.#secrets.add(config.clientSecret).add(`${config.clientId}:${config.clientSecret}`);
    this.#redact = createRedactor(() => this.#secrets);
  }

  /** Keeps a secret out of every message from now on. */
  hideSecret(secret: string): void {
    this.#secrets.add(secret);
  }

  /**
   * Sends the request once, when the rate limit allows it.
   *
   * @param token undefined for the token request itself
   * @param attempt number of the attempt, from 1
   * @param budget counts the attempt's time, without its wait for the rate limit
   * @throws IscError if the run was cancelled before the request was sent
   */
  async send<T>(
    request: ApiRequest<T>,
    token: Token | undefined,
    attempt: number,
    budget: RetryBudget,
  ): Promise<ApiReply<T> | FailedAttempt> {
    const slot = await this.#acquireSlot(request, token !== undefined && request.method !== "GET");
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

  async #acquireSlot(request: ApiRequest<unknown>, isChange: boolean): Promise<Slot> {
    try {
      const slot = await this.#limiter.acquire();
      if (!isChange || !this.#cancellation.isRequested) {
        return slot;
      }
      slot.done();
      throw new CancelledError();
    } catch (error) {
      const hint = "Run the command again to go on";
      throw error instanceof CancelledError ? this.#error(request, { why: error.message, hint }) : error;
    }
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
