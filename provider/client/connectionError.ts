import { ProxyError } from "./proxyAgent";

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
const UNKNOWN_AUTHORITY = /^(UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|INVALID_CA)/;
const BAD_CERTIFICATE = /^(CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|CRL_|INVALID_PURPOSE)/;
const OTHER_TLS = /^(ERR_TLS|ERR_SSL|EPROTO)/;
const NOT_TLS = /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request|unknown[ _]protocol/i;

const CHECK_BASE_URL = "Check sailpoint:baseUrl (SAIL_BASE_URL)";
const ADD_AUTHORITY =
  "If a proxy of your company inspects TLS, write its certificate authority (PEM) to a file and name the file in the " +
  "environment variable NODE_EXTRA_CA_CERTS";

/**
 * Explains an error of Node's network stack, as got passes it on.
 *
 * @param checkAddress advice if the address may be wrong
 */
export function connectionErrorOf(
  error: { code: string; message: string; cause?: unknown },
  checkAddress = CHECK_BASE_URL,
): ConnectionError {
  const { code, message, cause } = error;
  if (cause instanceof ProxyError) {
    return proxyConnectionError(cause);
  }
  if (UNKNOWN_AUTHORITY.test(code)) {
    return tlsError(
      `the server's certificate is signed by an unknown certificate authority (${code})`,
      code,
      ADD_AUTHORITY,
    );
  }
  if (BAD_CERTIFICATE.test(code)) {
    return tlsError(`the server's certificate is not valid for this address (${code})`, code, checkAddress);
  }
  if (NOT_TLS.test(`${code} ${message}`)) {
    const hint = "The address begins with https, but its port may speak plain http. Check the scheme and the port";
    return tlsError(`the server does not speak TLS at this address (${code})`, code, `${hint}. ${checkAddress}`);
  }
  if (OTHER_TLS.test(code)) {
    return new ConnectionError(`the TLS connection failed (${code})`, { code, sent: true, transient: false });
  }
  const transient = !/^ERR_(INVALID|UNESCAPED|UNSUPPORTED)/.test(code);
  return new ConnectionError(explain(code), {
    code,
    sent: !NEVER_SENT.has(code),
    transient,
    hint: hintFor(code, checkAddress),
  });
}

/** The handshake failed. It comes before the request, so the tenant has not received the request. */
function tlsError(message: string, code: string, hint: string): ConnectionError {
  return new ConnectionError(message, { code, sent: false, transient: false, hint });
}

function proxyConnectionError({ address, status, code, message }: ProxyError): ConnectionError {
  const checkProxy = "Check the environment variable HTTPS_PROXY";
  if (UNKNOWN_AUTHORITY.test(code)) {
    const why = `the proxy ${address} has a certificate of an unknown certificate authority (${code})`;
    return tlsError(why, code, `Write the authority (PEM) to a file and name it in NODE_EXTRA_CA_CERTS. ${checkProxy}`);
  }
  if (BAD_CERTIFICATE.test(code) || NOT_TLS.test(code)) {
    return tlsError(`the proxy ${address} cannot be reached over TLS (${code})`, code, checkProxy);
  }
  const details = { code, sent: false };
  if (status === undefined) {
    const why = code === "ETIMEDOUT" ? message : `the proxy ${address} cannot be used (${code})`;
    return new ConnectionError(why, { ...details, transient: true, hint: checkProxy });
  }
  const advice: Readonly<Record<number, string>> = {
    403: `${checkProxy}, and that the proxy allows the tenant's host`,
    407: `${checkProxy}, with its user name and password`,
  };
  return new ConnectionError(message, { ...details, transient: status >= 500, hint: advice[status] ?? checkProxy });
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
      return code.startsWith("HPE_") ? `the answer is not HTTP (${code})` : `the connection failed (${code})`;
  }
}

function hintFor(code: string, checkAddress: string): string | undefined {
  if (code.startsWith("HPE_")) {
    return `${checkAddress}: the port may expect https`;
  }
  return code === "ENOTFOUND" || code === "ECONNREFUSED" ? checkAddress : undefined;
}
