import { afterEach, describe, expect, test, vi } from "vitest";
import { connectionErrorOf } from "../../provider/client/connectionError";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { configAt, jsonServer } from "../support/jsonServer";
import { testProxy } from "../support/testProxy";
import { tlsServer } from "../support/tlsServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 5_000, lookAgainAfterMs: [] };

const messageAt = (baseUrl: string) =>
  new IscClient(configAt(baseUrl), SILENT, PACE).customizers().then(
    () => "it succeeded",
    ({ message }: Error) => message,
  );

afterEach(() => vi.unstubAllEnvs());

describe("a certificate of an unknown authority", () => {
  test("names NODE_EXTRA_CA_CERTS, at once", async () => {
    const { port } = await tlsServer();
    const message = await messageAt(`https://127.0.0.1:${port}`);
    expect(message).toContain("unknown certificate authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)");
    expect(message).toContain("NODE_EXTRA_CA_CERTS");
  });

  test("that an inspecting proxy shows does so too", async () => {
    const { port } = await tlsServer();
    const proxy = await testProxy(200);
    vi.stubEnv("HTTPS_PROXY", `http://${proxy.address}`);
    expect(await messageAt(`https://tenant.invalid:${port}`)).toContain("NODE_EXTRA_CA_CERTS");
    expect(proxy.seen).toEqual([`CONNECT tenant.invalid:${port}`]);
  });

  test.each([
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "CERT_UNTRUSTED",
  ])("has the code %s as well", (code) => {
    expect(connectionErrorOf({ code, message: "" }).hint).toContain("NODE_EXTRA_CA_CERTS");
  });
});

test("an https address of an http port is named as such, at once", async () => {
  const server = await jsonServer(() => ({}));
  const message = await messageAt(server.url.replace("http:", "https:"));
  expect(message).toContain("the server does not speak TLS at this address");
  expect(message).toContain("its port may speak plain http");
  expect(message).toContain("sailpoint:baseUrl");
});

test.each(["ERR_TLS_CERT_ALTNAME_INVALID", "CERT_HAS_EXPIRED"])("%s is not repeated, and names the address", (code) => {
  expect(connectionErrorOf({ code, message: "" })).toMatchObject({
    transient: false,
    sent: false,
    hint: "Check sailpoint:baseUrl (SAIL_BASE_URL)",
  });
});

test("a TLS failure of another kind may have come after the request", () => {
  expect(connectionErrorOf({ code: "EPROTO", message: "alert internal error" })).toMatchObject({ sent: true });
});
