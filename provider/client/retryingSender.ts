import type { ProviderConfig } from "../config";
import { AccessTokens, createToken, type Token } from "./accessToken";
import { TOKEN_PATH } from "./apiPaths";
import type { ApiReply, ApiRequest } from "./apiRequest";
import { FailedAttempt } from "./attemptResult";
import { AttemptSender } from "./attemptSender";
import type { Cancellation } from "./cancellation";
import { IscError } from "./iscError";
import type { Log } from "./log";
import { RateLimiter } from "./rateLimiter";
import { RetryBudget } from "./retryBudget";
import { backoffMs, type Pace, pauseMs } from "./retryTiming";
import { CHECK_CREDENTIALS } from "./statusHints";
import { tokenSchema } from "./wireTypes";

/** A pause that is longer by less than this is not announced again. */
const SAME_PAUSE_MS = 500;
/** The endpoint answers 400 or 401 to a wrong client, and 400 or 403 to one that may not use the grant (RFC 6749, section 5.2). */
const CHECK_CLIENT = `The API client must allow the grant type CLIENT_CREDENTIALS. ${CHECK_CREDENTIALS}`;
const TOKEN_HINTS = { 400: CHECK_CLIENT, 403: CHECK_CLIENT };
const ANNOUNCE_AFTER_MS = 3_000;
/** Real tokens are long. A shorter text is no secret, and may be a part of ordinary words. */
const SHORTEST_TOKEN = 8;

/** Sends requests to the tenant, with its access token, within the rate limit, and again after faults that pass. */
export class RetryingSender {
  readonly #config: ProviderConfig;
  readonly #log: Log;
  readonly #pace: Pace;
  readonly #cancellation: Cancellation;
  readonly #limiter: RateLimiter;
  readonly #attempts: AttemptSender;
  readonly #tokens: AccessTokens;
  readonly #announced = new Set<string>();
  #pausesInARow = 0;

  constructor(config: ProviderConfig, log: Log, pace: Pace, cancellation: Cancellation) {
    this.#config = config;
    this.#log = log;
    this.#pace = pace;
    this.#cancellation = cancellation;
    const { requests, windowMs } = config.rateLimit;
    const announce = (waitMs: number) =>
      log.info(`${requests} requests in ${windowMs / 1_000} s are used up; waiting ${seconds(waitMs)} for the next`);
    this.#limiter = new RateLimiter(config.rateLimit, announce, cancellation);
    this.#attempts = new AttemptSender(config, log, this.#limiter, cancellation);
    this.#tokens = new AccessTokens(() => this.#fetchToken());
  }

  /** A time, in milliseconds since the epoch, that the tenant's clock has passed; undefined if it never showed its time. */
  get tenantTime(): number | undefined {
    return this.#attempts.clock.passed;
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
        path: TOKEN_PATH,
        upload: { bytes: Buffer.from(form.toString()), contentType: "application/x-www-form-urlencoded" },
        repeatable: true,
        reply: tokenSchema,
        hints: TOKEN_HINTS,
      },
      false,
    );
    if (!value) {
      throw new IscError({ what: "get an access token", why: "the reply was empty" });
    }
    if (value.access_token.length >= SHORTEST_TOKEN) {
      this.#attempts.hideSecret(value.access_token);
    }
    return createToken(value, Date.now());
  }

  async #sendUntilDone<T>(request: ApiRequest<T>, authorized: boolean): Promise<ApiReply<T>> {
    const budget = new RetryBudget(this.#config.retryTimeoutMs, this.#pace.patienceMs);
    let justRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const token = authorized ? await this.#tokens.get() : undefined;
      const result = await this.#attempts.send(request, token, attempt, budget);
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
    await this.#cancellation.pause(waitMs);
    if (this.#cancellation.isRequested) {
      throw endedWith(
        error,
        request,
        "the run was cancelled before it was sent again",
        "Run the command again to go on",
      );
    }
  }

  /** Shows once for each reason that requests are repeated. */
  #announce({ reason, hint }: IscError): void {
    if (!this.#announced.has(reason)) {
      this.#announced.add(reason);
      const advice = hint ? ` ${hint}.` : "";
      const limitMs = Math.min(this.#pace.patienceMs, this.#config.retryTimeoutMs);
      this.#log.info(
        `a request to the tenant fails: ${reason}. It is repeated for up to ${seconds(limitMs)}.${advice}`,
      );
    }
  }

  #outOfTime(last: IscError, request: ApiRequest<unknown>): IscError {
    const why = `it did not succeed within ${seconds(this.#config.retryTimeoutMs)}`;
    const allowMore = "Try again later, or allow more time with sailpoint:retryTimeout (SAIL_RETRY_TIMEOUT)";
    return endedWith(last, request, why, last.hint ? `${last.hint}. ${allowMore}` : allowMore);
  }
}

/** The error of a request that is not sent again. It has the facts of the last attempt. */
function endedWith(last: IscError, request: ApiRequest<unknown>, why: string, hint: string): IscError {
  return new IscError({
    what: request.what,
    why: `${why}; last, ${last.reason}`,
    hint,
    method: last.method,
    url: last.url,
    status: last.status,
    detailCode: last.detailCode,
    trackingId: last.trackingId,
    messages: last.messages,
    ambiguous: last.ambiguous,
    code: last.networkCode,
    html: last.html,
  });
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 100) / 10} s`;
}
