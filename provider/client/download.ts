import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { connectionErrorOf } from "./connectionError";
import { proxyAgentsFor } from "./proxy/proxyAgent";
import { ProxyError } from "./proxy/proxyError";
import { userAgent } from "./userAgent";

/** A download that failed. The message is fit to be shown: it holds no query and no user part of any URL. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
}

export interface DownloadOptions {
  /** Maximum length, in bytes. Default: none. */
  readonly maxBytes?: number;
  /** Limit for a time without any byte, in milliseconds. The whole download has no limit. Default: 30 s. */
  readonly stallMs?: number;
}

const ATTEMPTS = 3;
const WAIT_MS = 500;
const CONNECT_MS = 10_000;
const STALL_MS = 30_000;

/** A failed attempt. */
interface Failure {
  readonly why: string;
  readonly transient: boolean;
}

/**
 * Downloads a file by `https` or `http`, through the same proxies as the API's requests. Redirects are followed. After a fault that
 * may pass there are two further attempts.
 *
 * @param toPath the file to write; an existing file is overwritten
 * @throws DownloadError
 */
export async function download(uri: string, toPath: string, options: DownloadOptions = {}): Promise<void> {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new DownloadError("the address of a download is not a URL with https or http");
  }
  for (let attempt = 1; ; attempt++) {
    const failure = await downloadOnce(url, toPath, options);
    if (!failure) {
      return;
    }
    if (!failure.transient || attempt === ATTEMPTS) {
      throw new DownloadError(`${url.protocol}//${url.host}${url.pathname} could not be downloaded: ${failure.why}`);
    }
    await sleep(WAIT_MS * attempt);
  }
}

async function downloadOnce(url: URL, toPath: string, options: DownloadOptions): Promise<Failure | undefined> {
  const { default: got } = await import("got");
  const { maxBytes = Number.POSITIVE_INFINITY, stallMs = STALL_MS } = options;
  try {
    const body = got.stream(url, {
      headers: { "user-agent": userAgent() },
      agent: await proxyAgentsFor(url, CONNECT_MS),
      retry: { limit: 0 },
      timeout: {
        lookup: CONNECT_MS,
        connect: CONNECT_MS,
        secureConnect: CONNECT_MS,
        socket: stallMs,
        response: stallMs,
      },
      hooks: {
        beforeRedirect: [
          async (redirected) => {
            redirected.agent = await proxyAgentsFor(redirected.url as URL, CONNECT_MS);
          },
        ],
      },
    });
    await pipeline(body, limitedTo(maxBytes), createWriteStream(toPath));
    return undefined;
  } catch (error) {
    return describeFailure(error, stallMs);
  }
}

function limitedTo(maxBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxBytes) {
        throw new DownloadError(`it is longer than ${maxBytes} bytes`);
      }
      yield chunk;
    }
  };
}

/** Texts of got and Node.js may hold the URL or a redirect's target, so none of them is shown. */
async function describeFailure(error: unknown, stallMs: number): Promise<Failure> {
  const { HTTPError, MaxRedirectsError, RequestError, TimeoutError } = await import("got");
  if (error instanceof DownloadError) {
    return { why: error.message, transient: false };
  }
  if (error instanceof MaxRedirectsError) {
    return { why: "there are too many redirects", transient: false };
  }
  if (error instanceof HTTPError) {
    const { statusCode, redirectUrls } = error.response;
    if (statusCode === 407) {
      const advice = "Check the environment variable HTTP_PROXY, with its user name and password";
      return { why: `the proxy answered 407. ${advice}`, transient: false };
    }
    const redirected = redirectUrls.length > 0 ? ", after a redirect" : "";
    const transient = statusCode >= 500 || statusCode === 408 || statusCode === 429;
    return { why: `the answer was ${statusCode}${redirected}`, transient };
  }
  if (error instanceof TimeoutError) {
    const connecting = ["lookup", "connect", "secureConnect"].includes(error.event);
    const seconds = (connecting ? CONNECT_MS : stallMs) / 1_000;
    return {
      why: connecting ? `no connection within ${seconds} s` : `no byte arrived for ${seconds} s`,
      transient: true,
    };
  }
  if (error instanceof ProxyError) {
    return { why: `${error.message}. ${error.hint}`, transient: error.transient };
  }
  if (error instanceof RequestError) {
    const { message, hint, transient } = connectionErrorOf(error, "Check the address");
    return { why: hint ? `${message}. ${hint}` : message, transient };
  }
  const { code = "an unknown error" } = error as { code?: string };
  return { why: `the file could not be written (${code})`, transient: false };
}
