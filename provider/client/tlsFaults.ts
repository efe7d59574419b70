const UNKNOWN_AUTHORITY = /^(UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|INVALID_CA)/;
const BAD_DATES = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;
const BAD_CERTIFICATE = /^(CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|CRL_|INVALID_PURPOSE)/;
const TLS = /^(ERR_TLS|ERR_SSL|EPROTO)/;
const NOT_TLS = /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request|unknown[ _]protocol/i;

/** Advice for a certificate that an unknown authority signed. */
export const ADD_AUTHORITY =
  "If a proxy of your company inspects TLS, write its certificate authority (PEM) to a file and name the file in the " +
  "environment variable NODE_EXTRA_CA_CERTS";

/**
 * The kind of a TLS failure: the certificate's authority is unknown, the certificate is not valid at this time (`dates`), or for
 * another reason (for this host), the other side does not speak TLS, or another one. Undefined if the failure is none of TLS.
 */
export function tlsFaultOf({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): "authority" | "dates" | "certificate" | "notTls" | "other" | undefined {
  if (UNKNOWN_AUTHORITY.test(code)) {
    return "authority";
  }
  if (BAD_DATES.test(code)) {
    return "dates";
  }
  if (BAD_CERTIFICATE.test(code)) {
    return "certificate";
  }
  if (NOT_TLS.test(`${code} ${message}`)) {
    return "notTls";
  }
  return TLS.test(code) ? "other" : undefined;
}
