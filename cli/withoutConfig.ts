import { createRedactor } from "../provider/client/redactCredentials";

const REPLACEMENT = "[from --config]";
const SHORTEST_SECRET = 4;
const BASE64_DIGITS = 4;

/** Replaces the texts of the configuration: an exception's message may repeat them, and they hold the source's credentials. */
export function withoutConfig(text: string, config: unknown): string {
  if (config === undefined) {
    return text;
  }
  const secrets = textsOf(config).filter((value) => value.length >= SHORTEST_SECRET);
  const escaped = secrets.map((value) => JSON.stringify(value).slice(1, -1));
  const forms = [...secrets, ...escaped];
  return createRedactor(() => forms, REPLACEMENT)(withoutBase64(text, forms));
}

/** Replaces Base64 of a text that holds a secret, such as `user:password` or the whole configuration. */
function withoutBase64(text: string, secrets: readonly string[]): string {
  return text.replace(/[\w+/-]{6,}={0,2}/g, (found) => {
    // What stands before the Base64, as in a path, may look like a part of it.
    const decoded = Array.from({ length: BASE64_DIGITS }, (_, skipped) =>
      Buffer.from(found.slice(skipped), "base64").toString(),
    );
    return secrets.some((secret) => decoded.some((plain) => plain.includes(secret))) ? REPLACEMENT : found;
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
