import { isHtml, kindOfMarkup, titleOf } from "./parseReply";
import type { Redactor } from "./redactCredentials";
import type { HttpAnswer } from "./sendOnce";
import { hintForStatus } from "./statusHints";

/** The content of an answer that is not 2xx, in words. */
export interface ErrorReply {
  readonly why: string;
  readonly hint: string | undefined;
  readonly detailCode: string | undefined;
  readonly trackingId: string | undefined;
  readonly messages: readonly string[];
}

const MAX_TEXT = 500;
const MAX_PLAIN_TEXT = 200;

/**
 * Reads the body of an answer that is not 2xx. Identity Security Cloud refuses in several forms: ErrorResponseDto (`detailCode`,
 * `messages`, `causes`), `{detailMessage}`, `{errorName, errorMessage, trackingId}`, `{error, error_description}`, `{error}`,
 * `{message}`, and plain text. Gateways and proxies answer with HTML or XML.
 */
export function readErrorReply(answer: HttpAnswer, redact: Redactor): ErrorReply {
  const clean = cleanerWith(redact);
  const html = isHtml(answer);
  const json = parseJson(answer.body);
  const known = textsOf(json).map((text) => clean(text));
  const other = html || known.some((text) => text !== "") ? "" : clean(unknownForm(answer.body, json), MAX_PLAIN_TEXT);
  const messages = [...new Set([...known, other])].filter((text) => text !== "");
  const status = `${answer.status} ${clean(answer.statusText)}`.trim();
  const about = html ? `${status} with ${kindOfMarkup(answer)}, as a proxy would${redact(titleOf(answer))}` : status;
  return {
    why: isRedirect(answer.status) ? redirected(answer, clean) : [`the answer was ${about}`, ...messages].join(": "),
    hint: hintForStatus(answer.status, html ? "html" : json === undefined && other !== "" ? "text" : "json"),
    detailCode: cleanId(json, "detailCode", clean),
    trackingId: cleanId(json, "trackingId", clean),
    messages,
  };
}

/** The reasons that a JSON object shows in a known form. Tenants also put them into answers that are 2xx. */
export function knownTexts(body: string, redact: Redactor): string[] {
  const json = parseJson(body);
  const clean = cleanerWith(redact);
  const texts = typeof json === "object" && !Array.isArray(json) ? textsOf(json).map((text) => clean(text)) : [];
  return [...new Set(texts)].filter((text) => text !== "");
}

function cleanerWith(redact: Redactor) {
  return (text: string, max = MAX_TEXT) => redact(text).replace(/\s+/g, " ").trim().slice(0, max);
}

/** A body without a known text: plain text, or JSON of another form. The ids of a refusal are shown elsewhere. */
function unknownForm(body: string, json: unknown): string {
  if (json === undefined) {
    return body;
  }
  if (typeof json !== "object" || json === null) {
    return "";
  }
  const { detailCode: _, trackingId: __, ...rest } = json as Record<string, unknown>;
  const isEmpty = Object.values(rest).every((value) => value === null || (Array.isArray(value) && value.length === 0));
  return isEmpty ? "" : JSON.stringify(rest);
}

/** Every text of a refusal, in the order of importance. */
function textsOf(json: unknown): string[] {
  if (typeof json === "string") {
    return [json];
  }
  if (Array.isArray(json)) {
    return json.flatMap(textsOf);
  }
  if (typeof json !== "object" || json === null) {
    return [];
  }
  return TEXT_FIELDS.flatMap((field) => textsOf((json as Record<string, unknown>)[field]));
}

const TEXT_FIELDS = [
  "text",
  "messages",
  "causes",
  "errorName",
  "errorMessage",
  "detailMessage",
  "error",
  "error_description",
  "message",
  "title",
  "detail",
  "errors",
];

function cleanId(json: unknown, field: string, clean: (text: string) => string): string | undefined {
  const value = typeof json === "object" && json !== null ? (json as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" || typeof value === "number" ? clean(String(value)) : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function redirected(answer: HttpAnswer, clean: (text: string) => string): string {
  const location = answer.headers["location"];
  const to = typeof location === "string" ? targetOf(location) : "";
  return `the answer was ${answer.status}, a redirect${clean(to) && ` to ${clean(to)}`}, which is not followed`;
}

/** The host of a redirect, or the path on the same host. Its query is not shown. */
function targetOf(location: string): string {
  const same = "http://same.invalid";
  if (!URL.canParse(location, same)) {
    return "";
  }
  const url = new URL(location, same);
  return url.origin === same ? `${url.pathname} on the same host` : url.host;
}
