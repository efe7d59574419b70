import { TOKEN_PATH } from "./apiPaths";
import type { ApiReply, ApiRequest } from "./apiRequest";
import { knownTexts, readErrorReply } from "./errorReply";
import type { IscError, IscErrorDetails } from "./iscError";
import { isHtml, parseReply } from "./parseReply";
import type { Redactor } from "./redactCredentials";
import { retryAfterMs } from "./retryAfter";
import type { HttpAnswer } from "./sendOnce";

/** An attempt that failed, and what decides whether another one follows. */
export class FailedAttempt {
  readonly status: number | undefined;
  /** Whether another attempt may succeed. */
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly error: IscError,
    details: { status?: number; transient: boolean; retryAfterMs?: number | undefined },
  ) {
    this.status = details.status;
    this.transient = details.transient;
    this.retryAfterMs = details.retryAfterMs;
  }
}

const TRANSIENT = new Set([408, 500, 502, 503, 504]);
const NOT_THE_API =
  "Check that sailpoint:baseUrl (SAIL_BASE_URL) is the API's address, and that no proxy answers in its place";
const OTHER_SHAPE =
  "Check sailpoint:apiVersion (SAIL_API_VERSION). If it is right, the API has changed: report this message";

/**
 * Decides whether an answer is a good reply.
 *
 * @param fail makes the error, which names the request
 */
export function resultOf<T>(
  request: ApiRequest<T>,
  answer: HttpAnswer,
  redact: Redactor,
  fail: (details: Omit<IscErrorDetails, "what">) => IscError,
): ApiReply<T> | FailedAttempt {
  const { status } = answer;
  const html = isHtml(answer);
  const isToken = request.path === TOKEN_PATH;
  if (status < 200 || status > 299) {
    const reply = readErrorReply(answer, redact);
    const answeredAt = Date.parse(headerOf(answer, "date") ?? "") || Date.now();
    const hint =
      isToken && (html || status === 404 || status === 405)
        ? NOT_THE_API
        : ((html ? undefined : request.hints?.[status]) ?? reply.hint);
    return new FailedAttempt(fail({ ...reply, hint, status, html, ambiguous: status >= 500 || status === 408 }), {
      status,
      transient: TRANSIENT.has(status),
      retryAfterMs: retryAfterMs(headerOf(answer, "retry-after"), answeredAt),
    });
  }
  if ((!request.reply && !html) || (request.mayBeEmpty && answer.body.trim() === "")) {
    return { status, value: undefined };
  }
  const parsed = parseReply(answer, request.reply);
  if ("value" in parsed) {
    return { status, value: parsed.value };
  }
  const hint = parsed.isJson && !isToken ? OTHER_SHAPE : NOT_THE_API;
  const reasons = parsed.isJson ? knownTexts(answer.body, redact) : [];
  const why = [redact(parsed.problem), ...reasons].join(": ");
  const error = fail({ why, hint, status, html, messages: reasons, ambiguous: true });
  return new FailedAttempt(error, {
    status,
    // The secret is not sent to a page again and again.
    transient: !parsed.isJson && !(isToken && html) && status !== 204,
  });
}

/** The first value of a header. */
export function headerOf(answer: HttpAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
