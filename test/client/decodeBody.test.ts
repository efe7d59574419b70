import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { configAt } from "../support/jsonServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 30, lookAgainAfterMs: [] };
const LIST = JSON.stringify([{ id: "c1", name: "Zoë", created: "2026" }]);

async function listing(body: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  let requests = 0;
  const server = createServer((request, answer) => {
    if (request.url?.startsWith("/oauth/token")) {
      answer.end('{"access_token":"t","expires_in":700}');
      return;
    }
    requests++;
    answer.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const client = new IscClient(configAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), SILENT, PACE);
  const result = await client.customizers().then(
    ([first]) => first?.name,
    ({ message }: Error) => message,
  );
  return { result, requests };
}

describe("a reply is read", () => {
  test.each<[string, string | Buffer, Record<string, string>]>([
    ["with a byte order mark", `\ufeff${LIST}`, {}],
    ["in ISO-8859-1", Buffer.from(LIST, "latin1"), { "content-type": "application/json; charset=ISO-8859-1" }],
    ["in UTF-16", Buffer.from(`\ufeff${LIST}`, "utf16le"), { "content-type": 'application/json;charset="utf-16"' }],
    ["in an unknown character set", LIST, { "content-type": "application/json; charset=utf8mb9" }],
    ["compressed", gzipSync(LIST), { "content-encoding": "gzip" }],
  ])("%s", async (_, body, headers) => {
    expect((await listing(body, headers)).result).toBe("Zoë");
  });
});

test.each([
  ["cut", gzipSync(LIST).subarray(0, 30), "gzip"],
  ["not what it claims to be", LIST, "gzip"],
  ["not what it claims to be", "xx", "br"],
])("a compressed reply that is %s is named", async (_, body, encoding) => {
  const { result } = await listing(body, { "content-encoding": encoding });
  expect(result).toMatch(/the answer is compressed, and cannot be unpacked \([A-Z_]+\)/);
});

test("204 for a listing is an error at once, and not an empty list", async () => {
  const { result, requests } = await listing("", {}, 204);
  expect(result).toContain("the reply is empty (204), where JSON was expected");
  expect(requests).toBe(1);
});

test("a very short token does not make messages unreadable", async () => {
  expect((await listing('{"error":"not today"}', {}, 400)).result).toContain(
    "the answer was 400 Bad Request: not today.",
  );
});
