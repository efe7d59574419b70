import { keepCertificate } from "./certificateDates";
import {
  CHECK_BASE_URL,
  ConnectionError,
  connectionErrorOf,
  connectTimeout,
  proxyConnectionError,
} from "./connectionError";
import { decodeBody } from "./decodeBody";
import { proxyAdvice } from "./proxy/proxyAdvice";
import { proxyAgentsFor } from "./proxy/proxyAgent";
import { ProxyError } from "./proxy/proxyError";
import { userAgent } from "./userAgent";

/** One HTTP request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

/** A complete answer of any status. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Time-outs of one attempt, in milliseconds. */
export interface Timeouts {
  /** Until the connection is made. */
  readonly connect: number;
  /** From the request's last byte to the answer's first. */
  readonly response: number;
  /** For the whole attempt. It allows for a long body on a slow line. */
  readonly whole: number;
}

const MAX_CONNECT_MS = 10_000;
const SLOWEST_BYTES_PER_MS = 64;

/**
 * The time-outs of one attempt.
 *
 * @param answerMs how long the tenant may take to answer
 * @param bytes the length of the request's body
 */
export function timeoutsFor(answerMs: number, bytes: number): Timeouts {
  return {
    connect: Math.min(MAX_CONNECT_MS, answerMs),
    response: answerMs,
    whole: 2 * answerMs + Math.ceil(bytes / SLOWEST_BYTES_PER_MS),
  };
}

/** Maximum length of a reply, in bytes. A page of 250 customizers has about 100 kB. */
export const MAX_REPLY_BYTES = 8 * 1024 * 1024;

/**
 * Makes one attempt. got and its agents do the work of TLS, proxies (`HTTPS_PROXY`, `NO_PROXY`) and time-outs. Redirects are not
 * followed: the API has none, and credentials must not reach another host.
 *
 * @throws ConnectionError if no complete answer arrives
 */
export async function sendOnce(request: HttpRequest, timeouts: Timeouts): Promise<HttpAnswer> {
  const { default: got, RequestError, TimeoutError } = await import("got");
  const call = got(request.url, {
    method: request.method as "GET",
    headers: { accept: "application/json", "user-agent": userAgent(), ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    agent: await agentsFor(request.url, timeouts.connect),
    responseType: "buffer",
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
  call.on("request", (sent) => {
    sent.once("socket", (socket) => {
      if (!sent.reusedSocket) {
        keepCertificate(socket);
      }
    });
  });
  try {
    const answer = await call;
    return {
      status: answer.statusCode,
      statusText: answer.statusMessage ?? "",
      headers: answer.headers,
      body: decodeBody(answer.body, answer.headers["content-type"]),
    };
  } catch (error) {
    if (tooLong) {
      const details = { code: "REPLY_TOO_LONG", sent: true, transient: false, hint: CHECK_BASE_URL };
      throw new ConnectionError(`the reply was longer than ${MAX_REPLY_BYTES} bytes`, details);
    }
    if (error instanceof TimeoutError) {
      if (["lookup", "connect", "secureConnect"].includes(error.event)) {
        throw connectTimeout(timeouts.connect, proxyAdvice(request.url));
      }
      const message = `no answer within ${timeouts[error.event === "response" ? "response" : "whole"] / 1_000} s`;
      throw new ConnectionError(message, { code: "ETIMEDOUT", sent: true, transient: true });
    }
    throw error instanceof RequestError ? connectionErrorOf(error, undefined, proxyAdvice(request.url)) : error;
  }
}

async function agentsFor(url: string, connectMs: number) {
  try {
    return await proxyAgentsFor(url, connectMs);
  } catch (error) {
    throw error instanceof ProxyError ? proxyConnectionError(error) : error;
  }
}
