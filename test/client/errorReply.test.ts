import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { configAt, type JsonAnswer, jsonServer } from "../support/jsonServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };

async function messageOf(answer: JsonAnswer): Promise<string> {
  const server = await jsonServer(() => answer);
  const listing = new IscClient(server.config(), SILENT, PACE).customizers();
  return listing.then(
    () => "it succeeded",
    ({ message }: Error) => message,
  );
}

describe("the tenant's reason for a refusal reaches the user", () => {
  test.each<[string, unknown, string]>([
    [
      "as an ErrorResponseDto",
      { detailCode: "400.1", messages: [{ text: "Bad name." }], causes: [{ text: "Too long." }] },
      "Bad Request: Bad name.: Too long.",
    ],
    [
      "as detailMessage",
      { detailMessage: "Specified offset is invalid." },
      "Bad Request: Specified offset is invalid.",
    ],
    [
      "as errorName and errorMessage",
      { errorName: "FORBIDDEN", errorMessage: "No rights", trackingId: "t1" },
      "Bad Request: FORBIDDEN: No rights. (GET",
    ],
    ["as error and error_description", { error: "bad", error_description: "Worse" }, "Bad Request: bad: Worse"],
    ["as error", { error: "Only this" }, "Bad Request: Only this"],
    ["as an error object", { error: { code: 7, message: "Nested" } }, "Bad Request: Nested"],
    ["as message", { message: "Not you" }, "Bad Request: Not you"],
    ["as messages of texts", { messages: ["One", "Two"] }, "Bad Request: One: Two"],
    ["as a problem document", { title: "Refused", detail: "No rights" }, "Bad Request: Refused: No rights"],
    [
      "as a fault of a gateway",
      { fault: { faultstring: "No access" } },
      'Bad Request: {"fault":{"faultstring":"No access"}}',
    ],
    ["as Message", { Message: "Forbidden here" }, 'Bad Request: {"Message":"Forbidden here"}'],
    ["as plain text", "upstream says no\n", "Bad Request: upstream says no."],
    ["as a JSON text", '"just text"', "Bad Request: just text."],
  ])("%s", async (_, body, expected) => {
    expect(await messageOf({ status: 400, body })).toContain(expected);
  });

  test("as plain text of 200 characters at most, without secrets", async () => {
    const message = await messageOf({ status: 400, body: `canary-secret Bearer abcdefghijkl ${"x".repeat(5_000)}` });
    expect(message).not.toMatch(/canary-secret|abcdefghijkl/);
    expect(message).toContain("[redacted]");
    expect(/x+/.exec(message.replace(/^.*\[redacted\]/, ""))?.[0].length).toBeLessThanOrEqual(200);
  });

  test("with the tracking id of every form", async () => {
    expect(await messageOf({ status: 400, body: { errorName: "X", trackingId: "abc" } })).toContain("trackingId abc");
  });
});

test("a 403 names the scopes and the personal access token of an ORG_ADMIN", async () => {
  const message = await messageOf({ status: 403, body: { detailCode: "403" } });
  for (const part of ["sp:connector:read", "sp:connector:manage", "personal access token", "ORG_ADMIN"]) {
    expect(message).toContain(part);
  }
});

test("a 403 of the sources names their scope and the personal access token of an ORG_ADMIN", async () => {
  const server = await jsonServer(() => ({ status: 403, body: { detailCode: "403" } }));
  const listing = new IscClient(server.config(), SILENT, PACE).sources();
  await expect(listing).rejects.toThrow(/idn:sources:read.*personal access token.*ORG_ADMIN/);
});

describe("what stands between this machine and the API is shown:", () => {
  test.each<[string, JsonAnswer, string]>([
    [
      "the title of a page",
      { status: 403, body: "<html><title>\n Access  denied </title></html>" },
      'the answer was 403 Forbidden with an HTML page, as a proxy would (its title: "Access denied"). Check that sailpoint:baseUrl',
    ],
    [
      "the title of a login page",
      { body: "<html><title>Log in" },
      'the reply is an HTML page, where JSON was expected (its title: "Log in")',
    ],
    [
      "the message of an XML document",
      {
        status: 403,
        body: '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code><Message>Access\n Denied</Message></Error>',
      },
      'the answer was 403 Forbidden with XML, as a proxy would (its message: "Access Denied"). Check that sailpoint:baseUrl',
    ],
    [
      "the message of an XML document with 200",
      { body: "<Error><Message>Access Denied</Message></Error>" },
      'the reply is XML, where JSON was expected (its message: "Access Denied")',
    ],
    ["a firewall's 403", { status: 403, body: "Blocked by policy" }, "so it may come from a proxy or a firewall"],
    ["a proxy's login", { status: 407 }, "the answer was 407 Proxy Authentication Required. A proxy asks for a login"],
    ["a network's login", { status: 511, body: "<html>" }, "The network asks for a login"],
    [
      "a redirect to a login page",
      { status: 303, headers: { location: "/login?token=canary" } },
      "the answer was 303, a redirect to /login on the same host, which is not followed. Check that sailpoint:baseUrl",
    ],
    [
      "a redirect to another host",
      { status: 307, headers: { location: "//someone:canary@login.example/saml?token=canary" } },
      "a redirect to login.example, which is not followed. Check that sailpoint:baseUrl",
    ],
    ["a redirect without a target", { status: 302 }, "the answer was 302, a redirect, which is not followed"],
  ])("%s", async (_, answer, expected) => {
    const message = await messageOf(answer);
    expect(message).toContain(expected);
    expect(message).not.toMatch(/canary|someone/);
  });
});

test("an XML refusal of the token shows its reason, and is no page", async () => {
  const server = createServer((_, reply) => {
    reply.writeHead(403).end("<Error><Message>Access Denied for canary-secret</Message></Error>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const client = new IscClient(configAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), SILENT, PACE);
  const message = await client.customizers().catch((error: Error) => error.message);
  expect(message).toContain("Could not get an access token: the answer was 403 Forbidden with XML");
  expect(message).toContain('(its message: "Access Denied for [redacted]")');
  expect(message).not.toMatch(/HTML|canary/);
});

test.each([403, 404])("a page with %i names the base URL, and no scopes", async (status) => {
  const message = await messageOf({ status, body: "<html><body>blocked</body></html>" });
  expect(message).toContain("sailpoint:baseUrl");
  expect(message).not.toContain("sp:connector");
});
