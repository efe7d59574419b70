import { afterEach, describe, expect, test, vi } from "vitest";
import { connectionErrorOf, connectTimeout } from "../../provider/client/connectionError";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { proxyAdvice } from "../../provider/client/proxy/proxyAdvice";
import { configAt, jsonServer } from "../support/jsonServer";
import { testProxy } from "../support/testProxy";
import { tlsServer } from "../support/tlsServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 5_000, lookAgainAfterMs: [] };

const messageAt = (baseUrl: string, patienceMs = PACE.patienceMs) =>
  new IscClient(configAt(baseUrl), SILENT, { ...PACE, patienceMs }).customizers().then(
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

test("a certificate for another host is not repeated, and names the address", () => {
  expect(connectionErrorOf({ code: "ERR_TLS_CERT_ALTNAME_INVALID", message: "" })).toMatchObject({
    transient: false,
    sent: false,
    hint: "Check sailpoint:baseUrl (SAIL_BASE_URL)",
  });
});

describe.each(["directly", "through a proxy"])("a certificate at a wrong time, %s", (way) => {
  test.each([
    ["expired", "has expired (CERT_HAS_EXPIRED)", "from 2020-01-01T00:00:00Z to 2021-01-01T00:00:00Z"],
    ["notYetValid", "is not valid yet (CERT_NOT_YET_VALID)", "from 2090-01-01T00:00:00Z to 2100-01-01T00:00:00Z"],
  ] as const)("shows its dates and this machine's clock, at once: %s", async (dates, what, validity) => {
    const { port } = await tlsServer(undefined, dates);
    if (way !== "directly") {
      vi.stubEnv("HTTPS_PROXY", `http://${(await testProxy(200)).address}`);
    }
    const message = await messageAt(`https://${way === "directly" ? "127.0.0.1" : "tenant.invalid"}:${port}`);
    expect(message).toContain(
      `a certificate ${what}: the server's is valid ${validity}, and this machine's clock shows 20`,
    );
    expect(message).toContain("Check this machine's clock");
    expect(message).not.toContain("sailpoint:baseUrl");
  });
});

test("a certificate that has expired need not be known", () => {
  const { message, transient, sent } = connectionErrorOf({ code: "CERT_HAS_EXPIRED", message: "" });
  expect(message).toContain("a certificate has expired (CERT_HAS_EXPIRED): this machine's clock shows");
  expect({ transient, sent }).toEqual({ transient: false, sent: false });
});

describe("a host that cannot be reached directly", () => {
  const variables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];
  const clearProxies = () => variables.forEach((name) => void vi.stubEnv(name, "").stubEnv(name.toLowerCase(), ""));

  test("names the address and a proxy that may be needed", { timeout: 30_000 }, async () => {
    clearProxies();
    expect(await messageAt("https://tenant.invalid", 20)).toContain(
      "Check sailpoint:baseUrl (SAIL_BASE_URL). If this network needs a proxy, set HTTPS_PROXY. (",
    );
  });

  test("names HTTP_PROXY, which is not used for https", () => {
    clearProxies();
    vi.stubEnv("http_proxy", "http://canary:8080");
    expect(proxyAdvice("https://tenant.example")).toBe(
      "If this network needs a proxy, set HTTPS_PROXY: HTTP_PROXY is not used for https",
    );
    expect(proxyAdvice("http://tenant.example")).toBeUndefined();
  });

  test("names NO_PROXY, which leaves the proxy out", () => {
    clearProxies();
    vi.stubEnv("HTTPS_PROXY", "http://canary:8080");
    expect(proxyAdvice("https://tenant.example")).toBeUndefined();
    vi.stubEnv("NO_PROXY", ".example");
    expect(proxyAdvice("https://tenant.example")).toBe("NO_PROXY leaves the proxy out for tenant.example");
  });

  test("is no matter of proxies if it is this machine", () => {
    clearProxies();
    expect(proxyAdvice("https://127.0.0.1:1")).toBeUndefined();
  });

  test.each(["ENOTFOUND", "ETIMEDOUT"])("may have the code %s", (code) => {
    expect(connectionErrorOf({ code, message: "" }, undefined, "Set X").hint).toBe(
      "Check sailpoint:baseUrl (SAIL_BASE_URL). Set X",
    );
  });

  test("or does not connect in time", () => {
    expect(connectTimeout(1_500, "Set X")).toMatchObject({
      message: "no connection within 1.5 s",
      sent: false,
      transient: true,
      hint: "Check sailpoint:baseUrl (SAIL_BASE_URL). Set X",
    });
  });
});

test("a TLS failure of another kind may have come after the request", () => {
  expect(connectionErrorOf({ code: "EPROTO", message: "alert internal error" })).toMatchObject({ sent: true });
});
