import { describeDates } from "./certificateDates";
import { ProxyError } from "./proxy/proxyError";
import { ADD_AUTHORITY, tlsFaultOf } from "./tlsFaults";

/** A request that got no complete answer. The message is the reason, and part of a longer sentence. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: string;
  /** False only if the request surely never reached the tenant. */
  readonly sent: boolean;
  /** False if another attempt cannot help. */
  readonly transient: boolean;
  /** What the user can do. */
  readonly hint: string | undefined;

  constructor(
    message: string,
    details: { code: string; sent: boolean; transient: boolean; hint?: string | undefined },
  ) {
    super(message);
    this.code = details.code;
    this.sent = details.sent;
    this.transient = details.transient;
    this.hint = details.hint;
  }
}

const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export const CHECK_BASE_URL = "Check sailpoint:baseUrl (SAIL_BASE_URL)";
/** Failures of a network that may need a proxy. */
const UNREACHABLE = new Set(["ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"]);

/**
 * Explains an error of Node's network stack, as got passes it on.
 *
 * @param checkAddress advice if the address may be wrong
 * @param advice if the network may need a proxy
 */
export function connectionErrorOf(
  error: { code: string; message: string; cause?: unknown },
  checkAddress = CHECK_BASE_URL,
  advice?: string,
): ConnectionError {
  const { code, cause } = error;
  if (cause instanceof ProxyError) {
    return proxyConnectionError(cause);
  }
  switch (tlsFaultOf(error)) {
    case "authority": {
      const what = `the server's certificate is signed by an unknown certificate authority (${code})`;
      return tlsError(what, code, ADD_AUTHORITY);
    }
    case "dates": {
      const hint =
        "Check this machine's clock. If it is right, the certificate must be renewed: the server's, or that of a proxy which inspects TLS";
      return tlsError(describeDates(code, cause ?? error), code, hint);
    }
    case "certificate":
      return tlsError(`the server's certificate is not valid for this address (${code})`, code, checkAddress);
    case "notTls": {
      const hint = "The address begins with https, but its port may speak plain http. Check the scheme and the port";
      return tlsError(`the server does not speak TLS at this address (${code})`, code, `${hint}. ${checkAddress}`);
    }
    case "other":
      return new ConnectionError(`the TLS connection failed (${code})`, {
        code,
        sent: true,
        transient: false,
        hint: `${checkAddress}, and that no firewall breaks TLS to it`,
      });
    default:
  }
  const transient = !/^ERR_(INVALID|UNESCAPED|UNSUPPORTED)/.test(code);
  return new ConnectionError(explain(code), {
    code,
    sent: !NEVER_SENT.has(code),
    transient,
    hint: hintFor(code, checkAddress, advice),
  });
}

/** A host that could not be connected to in time. Without a proxy, the network may need one. */
export function connectTimeout(limitMs: number, advice: string | undefined): ConnectionError {
  const hint = withAdvice(CHECK_BASE_URL, advice);
  const details = { code: "ETIMEDOUT", sent: false, transient: true, hint };
  return new ConnectionError(`no connection within ${limitMs / 1_000} s`, details);
}

/** The handshake failed. It comes before the request, so the tenant has not received the request. */
function tlsError(message: string, code: string, hint: string): ConnectionError {
  return new ConnectionError(message, { code, sent: false, transient: false, hint });
}

/** The proxy failed before it passed anything on, so the tenant has not received the request. */
export function proxyConnectionError({ message, code, transient, hint }: ProxyError): ConnectionError {
  return new ConnectionError(message, { code, sent: false, transient, hint });
}

function explain(code: string): string {
  switch (code) {
    case "ECONNRESET":
    case "EPIPE":
    case "ERR_STREAM_PREMATURE_CLOSE":
      return `the connection broke before the whole answer arrived (${code})`;
    case "ECONNREFUSED":
      return "nothing listens at this address (ECONNREFUSED)";
    case "ENOTFOUND":
      return "the host name is unknown (ENOTFOUND)";
    default:
      if (/^(Z_|ERR_BROTLI|ERR__ERROR|ERR_ZLIB)/.test(code)) {
        return `the answer is compressed, and cannot be unpacked (${code})`;
      }
      return code.startsWith("HPE_") ? `the answer is not HTTP (${code})` : `the connection failed (${code})`;
  }
}

function hintFor(code: string, checkAddress: string, advice: string | undefined): string | undefined {
  if (code.startsWith("HPE_")) {
    return `${checkAddress}: the port may expect https`;
  }
  if (UNREACHABLE.has(code)) {
    return withAdvice(checkAddress, advice);
  }
  return code === "ECONNREFUSED" ? checkAddress : undefined;
}

function withAdvice(checkAddress: string, advice: string | undefined): string {
  return advice === undefined ? checkAddress : `${checkAddress}. ${advice}`;
}
