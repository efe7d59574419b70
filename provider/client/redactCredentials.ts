const REDACTED = "[redacted]";

/** Removes secrets from a text that is about to be shown. */
export type Redactor = (text: string) => string;

/**
 * Creates the function that every text from outside passes before it is shown in an error or a log line. It removes the given
 * secrets, in plain, URL-encoded and Base64 form, and everything that looks like a bearer token or a JWT.
 *
 * @param secrets the known secrets. It is called for each text, because tokens change
 * @param replacement what the known secrets are replaced with
 */
export function createRedactor(secrets: () => Iterable<string>, replacement = REDACTED): Redactor {
  return (text) => {
    const forms = [...secrets()].filter((secret) => secret !== "").flatMap(formsOf);
    const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
    // One pass: a short secret must not match within what has replaced another one.
    const known = longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
    return (known === "" ? text : text.replace(new RegExp(known, "g"), () => replacement))
      .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED)
      .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`)
      .replace(/(client_secret|access_token)=[^&\s"]+/gi, `$1=${REDACTED}`);
  };
}

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
  ];
}
