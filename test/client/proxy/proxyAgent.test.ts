import { type AddressInfo, createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import type { IscError } from "../../../provider/client/iscError";
import { SILENT } from "../../../provider/client/log";
import { CERTIFICATE, CERTIFICATE_KEY } from "../../support/certificate";
import { configAt } from "../../support/jsonServer";
import { otherHost } from "../../support/otherHost";
import { testProxy } from "../../support/testProxy";
import { providerConfig, testTenant } from "../../support/testTenant";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };

afterEach(() => vi.unstubAllEnvs());

async function failureThrough(proxy: string): Promise<IscError> {
  vi.stubEnv("HTTPS_PROXY", proxy);
  vi.stubEnv("https_proxy", "");
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
  const listing = new IscClient(configAt("https://tenant.invalid"), SILENT, PACE).customizers();
  return listing.then(
    () => {
      throw new Error("it succeeded");
    },
    (error: IscError) => error,
  );
}

describe("HTTPS_PROXY", () => {
  test("is used for a tenant, and the proxy sees neither token nor secret", async () => {
    const proxy = await otherHost();
    const { message } = await failureThrough(proxy.url);
    expect(message).toContain("Could not get an access token");
    expect(proxy.seen[0]).toMatch(/^CONNECT tenant\.invalid:443/);
    expect(proxy.seen.join()).not.toContain("canary");
  });

  test("without a scheme means http", async () => {
    const proxy = await testProxy(403);
    const { message } = await failureThrough(proxy.address);
    expect(message).toContain(`the proxy ${proxy.address} answered 403`);
    expect(proxy.seen).toEqual(["CONNECT tenant.invalid:443"]);
  });

  test("that is no URL is an error which does not show it", async () => {
    const { message } = await failureThrough("http://user:canary@:bad port");
    expect(message).toContain("the value of HTTPS_PROXY is not a URL");
    expect(message).not.toContain("canary");
  });
});

describe("HTTPS_PROXY that cannot be used is refused before any request, and not shown", () => {
  test.each([
    ["socks5://someone:canary@127.0.0.1:1080", "only http and https proxies"],
    ["http://someone:canary%ZZ@127.0.0.1:1080", "is not percent-encoded"],
  ])("%s", async (proxy, why) => {
    const { message } = await failureThrough(proxy);
    expect(message).toContain(why);
    expect(message).toContain("HTTPS_PROXY");
    expect(message).not.toMatch(/canary|someone/);
  });
});

describe("a proxy", () => {
  test("that never answers CONNECT is named after the limit for connections", { timeout: 60_000 }, async () => {
    const server = createServer((socket) => socket.on("error", () => {}));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const { message } = await failureThrough(`http://someone:canary@127.0.0.1:${port}`);
    expect(message).toContain(`the proxy 127.0.0.1:${port} did not answer within 5 s`);
    expect(message).not.toMatch(/canary|someone/);
  });

  test("with a certificate of an unknown authority names NODE_EXTRA_CA_CERTS at once", async () => {
    const server = createTlsServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY });
    let connections = 0;
    server.on("connection", () => connections++).on("tlsClientError", () => {});
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const { message } = await failureThrough(`https://localhost:${port}`);
    expect(message).toContain("NODE_EXTRA_CA_CERTS");
    expect(message).toContain(`the proxy localhost:${port}`);
    expect(connections).toBe(1);
  });

  test.each([401, 403, 404, 407])("that answers %i is named at once, without its password", async (status) => {
    const proxy = await testProxy(status);
    const error = await failureThrough(`http://someone:canary@${proxy.address}`);
    expect(error.message).toContain(
      `the proxy ${proxy.address} answered ${status}. Check the environment variable HTTPS_PROXY`,
    );
    expect(error.message).not.toMatch(/canary|someone/);
    expect(error.ambiguous).toBe(false);
    expect(proxy.seen).toHaveLength(1);
  });

  test("that answers 502 is asked again", async () => {
    const proxy = await testProxy(502);
    expect((await failureThrough(`http://${proxy.address}`)).message).toContain(
      `the proxy ${proxy.address} answered 502`,
    );
    expect(proxy.seen.length).toBeGreaterThanOrEqual(3);
  });

  test("that is not there is named", async () => {
    expect((await failureThrough("http://127.0.0.1:9")).message).toContain(
      "the proxy 127.0.0.1:9 cannot be used (ECONNREFUSED)",
    );
  });
});

test("NO_PROXY is left out, and so is this machine", async () => {
  const tenant = await testTenant();
  const proxy = await otherHost();
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.stubEnv("HTTP_PROXY", proxy.url);
  vi.stubEnv("NO_PROXY", ".invalid");
  const config = providerConfig(tenant, { baseUrl: "https://tenant.invalid" });
  await expect(new IscClient(config, SILENT, PACE).customizers()).rejects.toThrow(/\(ENOTFOUND|EAI_AGAIN/);
  expect(await new IscClient(providerConfig(tenant)).customizers()).toEqual([]);
  expect(proxy.seen).toEqual([]);
});
