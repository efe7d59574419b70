import * as v from "valibot";
import type { Redactor } from "./redactSecrets";
import type { HttpAnswer } from "./sendOnce";
import { errorSchema } from "./wireTypes";

/** What a refusing answer says, in words. */
export interface Refusal {
  readonly why: string;
  readonly hint: string | undefined;
  readonly detailCode: string | undefined;
  readonly trackingId: string | undefined;
  readonly messages: readonly string[];
}

const LONGEST_TEXT = 500;

/** Reads the body of an answer that is not 2xx: an ErrorResponseDto, another JSON error, or something that is not the API's. */
export function refusal(answer: HttpAnswer, redact: Redactor): Refusal {
  const clean = (text: string) => redact(text).replace(/\s+/g, " ").trim().slice(0, LONGEST_TEXT);
  const status = `${answer.status} ${clean(answer.statusText)}`.trim();
  const dto = v.safeParse(errorSchema, parse(answer.body));
  if (!dto.success) {
    const html = /^\s*</.test(answer.body) ? " with an HTML page, as a proxy would" : "";
    return {
      why: isRedirect(answer.status) ? redirected(answer, clean) : `the answer was ${status}${html}`,
      hint: hintFor(answer.status),
      detailCode: undefined,
      trackingId: undefined,
      messages: [],
    };
  }
  const { detailCode, trackingId, messages = [], causes = [], error, error_description, message } = dto.output;
  const texts = [
    ...messages.map(({ text }) => text),
    ...causes.map(({ text }) => text),
    error,
    error_description,
    message,
  ];
  const told = [...new Set(texts.filter((text) => text !== undefined).map(clean))].filter((text) => text !== "");
  return {
    why: isRedirect(answer.status) ? redirected(answer, clean) : [`the answer was ${status}`, ...told].join(": "),
    hint: hintFor(answer.status),
    detailCode: detailCode === undefined ? undefined : clean(detailCode),
    trackingId: trackingId === undefined ? undefined : clean(trackingId),
    messages: told,
  };
}

function parse(body: string): unknown {
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
  const host = typeof location === "string" && URL.canParse(location) ? ` to ${clean(new URL(location).host)}` : "";
  return `the answer was ${answer.status}, a redirect${host}, which is not followed`;
}

function hintFor(status: number): string | undefined {
  switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return "Check that sailpoint:baseUrl is the API's address, https://{tenant}.api.identitynow.com";
    case 401:
      return "Check sailpoint:clientId and sailpoint:clientSecret (SAIL_CLIENT_ID, SAIL_CLIENT_SECRET)";
    case 403:
      return "The API client needs the scopes sp:connector:read and sp:connector:manage, and its owner the level ORG_ADMIN";
    default:
      return undefined;
  }
}
