const REDACTED = "[redacted]";

/** Takes secrets out of a text that is about to be shown. */
export type Redactor = (text: string) => string;

/**
 * Makes the one function through which every text from outside passes before it stands in an error or a log line.
 * It takes out the given secrets, in plain, URL-encoded and Base64 form, and whatever looks like a bearer token or JWT.
 *
 * @param secrets those known by now; asked each time, as tokens come and go
 */
export function createRedactor(secrets: () => Iterable<string>): Redactor {
  return (text) =>
    [...secrets()]
      .filter((secret) => secret.length > 0)
      .flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        new URLSearchParams([["", secret]]).toString().slice(1),
        Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      ])
      .sort((a, b) => b.length - a.length)
      .reduce((shown, needle) => shown.replaceAll(needle, REDACTED), text)
      .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED)
      .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`)
      .replace(/(client_secret|access_token)=[^&\s"]+/gi, `$1=${REDACTED}`);
}
