import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { proxyFor } from "../../../provider/client/proxy/proxyUrl";

const TENANT = "https://acme.api.identitynow.com/v2025";

beforeEach(() => {
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toLowerCase(), "");
  }
  vi.stubEnv("HTTPS_PROXY", "http://proxy.corp:8080");
});
afterEach(() => vi.unstubAllEnvs());

describe("NO_PROXY", () => {
  test.each([
    ["identitynow.com", TENANT],
    [".identitynow.com", TENANT],
    ["*.identitynow.com", TENANT],
    ["acme.api.identitynow.com", TENANT],
    ["ACME.api.IdentityNow.com", TENANT],
    ["identitynow.com:443", TENANT],
    ["other.example, .identitynow.com", TENANT],
    ["other.example .identitynow.com", TENANT],
    ["*", TENANT],
    ["10.1.2.3", "https://10.1.2.3/x"],
    ["10.0.0.0/8", "https://10.1.2.3/x"],
    ["10.1.2.3:8443", "https://10.1.2.3:8443/x"],
    ["fd00::/8", "https://[fd12::1]/x"],
    ["[fd12::1]", "https://[fd12::1]/x"],
    ["fd12::1", "https://[fd12::1]/x"],
  ])("%s leaves the proxy out for %s", async (noProxy, url) => {
    vi.stubEnv("NO_PROXY", noProxy);
    expect(await proxyFor(url)).toBeUndefined();
  });

  test.each([
    ["now.com", TENANT],
    ["api.identitynow.com:8443", TENANT],
    ["acme.api.identitynow.com.example", TENANT],
    [",", TENANT],
    ["10.0.0.0/8", "https://11.1.2.3/x"],
    ["10.0.0.0/99", "https://10.1.2.3/x"],
    ["10.0.0.0/8", TENANT],
    ["1.2.3", "https://10.1.2.3/x"],
  ])("%s does not leave the proxy out for %s", async (noProxy, url) => {
    vi.stubEnv("no_proxy", noProxy);
    expect((await proxyFor(url))?.url.href).toBe("http://proxy.corp:8080/");
  });
});

test("white space names no proxy", async () => {
  vi.stubEnv("HTTPS_PROXY", " ");
  expect(await proxyFor(TENANT)).toBeUndefined();
});

test("the lower-case variable wins, and ALL_PROXY stands in for a missing one", async () => {
  vi.stubEnv("https_proxy", " lower.corp:3128 ");
  expect(await proxyFor(TENANT)).toMatchObject({ variable: "HTTPS_PROXY", url: new URL("http://lower.corp:3128") });
  vi.stubEnv("ALL_PROXY", "https://all.corp");
  expect(await proxyFor("http://files.example/a.zip")).toMatchObject({ variable: "ALL_PROXY" });
});

test.each(["http://CANARY\\canary:secret@proxy.corp:8080", "CANARY\\canary:secret@proxy.corp:8080"])(
  "a raw backslash is refused, without showing the value (%#)",
  async (value) => {
    vi.stubEnv("HTTPS_PROXY", value);
    const error = await proxyFor(TENANT).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ transient: false, message: expect.stringContaining("\\ as %5C") });
    expect(JSON.stringify(error) + (error as Error).message).not.toMatch(/canary|secret/i);
    vi.stubEnv("HTTPS_PROXY", value.replace("\\", "%5C"));
    expect((await proxyFor(TENANT))?.url.username).toBe("CANARY%5Ccanary");
  },
);
