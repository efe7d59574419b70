import { isLoopback } from "../config";
import { userAgent } from "./userAgent";

/** One HTTP request as it goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

/** A whole answer; its status may be any. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** No whole answer came. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  constructor(
    message: string,
    readonly code: string,
    /** False only where the request surely never reached the tenant. */
    readonly sent: boolean,
    /** False where trying again cannot help. */
    readonly transient: boolean,
  ) {
    super(message);
  }
}

/** Time-outs of one attempt, in milliseconds. */
export interface Timeouts {
  /** Until there is a connection. */
  readonly connect: number;
  /** From the request's last byte to the answer's first. */
  readonly response: number;
  /** For everything, with what a body takes on a slow line added. */
  readonly whole: number;
}

const LONGEST_CONNECT_MS = 10_000;
const SLOWEST_BYTES_PER_MS = 64;

/** The time-outs of an attempt that sends so many bytes, where an answer may take so long. */
export function timeoutsFor(answerMs: number, bytes: number): Timeouts {
  return {
    connect: Math.min(LONGEST_CONNECT_MS, answerMs),
    response: answerMs,
    whole: 2 * answerMs + Math.ceil(bytes / SLOWEST_BYTES_PER_MS),
  };
}

/** The longest reply that is read, in bytes: a page of 250 customizers is about 100 kB. */
export const MAX_REPLY_BYTES = 8 * 1024 * 1024;

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const LASTING = /^(ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_SSL|EPROTO|ERR_INVALID)/;

/**
 * Makes one attempt. TLS, proxies (`HTTPS_PROXY`, `NO_PROXY`) and time-outs are got's and its agents' work.
 * Redirects are not followed: the API has none, and the credentials must not go to another host.
 *
 * @throws NoAnswer
 */
export async function exchange(request: HttpRequest, timeouts: Timeouts): Promise<HttpAnswer> {
  const { default: got, RequestError, TimeoutError } = await import("got");
  const call = got(request.url, {
    method: request.method as "GET",
    headers: { accept: "application/json", "user-agent": userAgent(), ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    agent: await agentFor(request.url),
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
    timeout: {
      lookup: timeouts.connect,
      connect: timeouts.connect,
      secureConnect: timeouts.connect,
      response: timeouts.response,
      request: timeouts.whole,
    },
  });
  let tooLong = false;
  call.on("downloadProgress", ({ transferred }) => {
    if (transferred > MAX_REPLY_BYTES && !tooLong) {
      tooLong = true;
      call.cancel();
    }
  });
  try {
    const answer = await call;
    return {
      status: answer.statusCode,
      statusText: answer.statusMessage ?? "",
      headers: answer.headers,
      body: answer.body,
    };
  } catch (error) {
    if (tooLong) {
      throw new NoAnswer(`the reply was longer than ${MAX_REPLY_BYTES} bytes`, "REPLY_TOO_LONG", true, false);
    }
    if (error instanceof TimeoutError) {
      const connecting = ["lookup", "connect", "secureConnect"].includes(error.event);
      const limit = timeouts[connecting ? "connect" : error.event === "response" ? "response" : "whole"];
      const phase = connecting ? "no connection" : "no answer";
      throw new NoAnswer(`${phase} within ${limit / 1_000} s`, "ETIMEDOUT", !connecting, true);
    }
    if (error instanceof RequestError) {
      throw new NoAnswer(explain(error.code), error.code, !NEVER_SENT.has(error.code), !LASTING.test(error.code));
    }
    throw error;
  }
}

function explain(code: string): string {
  switch (code) {
    case "ECONNRESET":
    case "EPIPE":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return `the connection broke before the whole answer was there (${code})`;
    case "ECONNREFUSED":
      return "nothing listens at this address (ECONNREFUSED)";
    case "ENOTFOUND":
      return "the host name is unknown (ENOTFOUND)";
    default:
      return `the connection failed (${code})`;
  }
}

type Agents = { https?: import("node:https").Agent; http?: import("node:http").Agent };
const proxyAgents = new Map<string, Agents>();

async function agentFor(url: string): Promise<Agents> {
  if (isLoopback(new URL(url).hostname)) {
    return {};
  }
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(url);
  if (!proxy) {
    return {};
  }
  const known = proxyAgents.get(proxy);
  if (known) {
    return known;
  }
  const { HttpsProxyAgent } = await import("hpagent");
  const agents = { https: new HttpsProxyAgent({ proxy, keepAlive: true }) };
  proxyAgents.set(proxy, agents);
  return agents;
}
