import { afterEach, expect, test, vi } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { otherHost } from "../support/otherHost";
import { providerConfig, testTenant } from "../support/testTenant";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };

afterEach(() => vi.unstubAllEnvs());

test("HTTPS_PROXY is used for a tenant, with neither token nor secret in what the proxy sees", async () => {
  const tenant = await testTenant();
  const proxy = await otherHost();
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  const config = providerConfig(tenant, { baseUrl: "https://tenant.invalid", clientSecret: "canary" });
  await expect(new IscClient(config, SILENT, PACE).customizers()).rejects.toThrow("Could not get an access token");
  expect(proxy.seen[0]).toMatch(/^CONNECT tenant\.invalid:443/);
  expect(proxy.seen.join()).not.toContain("canary");
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
