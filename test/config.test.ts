import { describe, expect, test } from "vitest";
import { ConfigError, resolveConfig } from "../provider/config";

const complete = { baseUrl: "https://acme.api.identitynow.com", clientId: "id", clientSecret: "secret" };

function resolve(values: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  return resolveConfig((key) => values[key], env);
}

function problemOf(values: Record<string, string>, env: NodeJS.ProcessEnv = {}): string {
  try {
    resolve(values, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error("it was accepted");
}

describe("configuration", () => {
  test("has the documented defaults", () => {
    expect(resolve(complete)).toEqual({
      ...complete,
      apiVersion: "v2025",
      adopt: false,
      rateLimit: { requests: 100, windowMs: 10_000 },
      retryTimeoutMs: 600_000,
      requestTimeoutMs: 30_000,
    });
  });

  test("takes the stack's value before the environment's", () => {
    const env = { SAIL_BASE_URL: "https://other.example.com", SAIL_API_VERSION: "beta", SAIL_CLIENT_ID: "other" };
    expect(resolve(complete, env)).toMatchObject({ ...complete, apiVersion: "beta" });
  });

  test("names everything that is missing, with both ways to set it", () => {
    const problem = problemOf({});
    for (const part of [
      "sailpoint:baseUrl",
      "SAIL_BASE_URL",
      "sailpoint:clientId",
      "SAIL_CLIENT_ID",
      "--secret sailpoint:clientSecret",
    ]) {
      expect(problem).toContain(part);
    }
  });

  test("names the inputs of an explicit provider, and no command that would set the stack's configuration", () => {
    const resolving = () => resolveConfig((key) => ({ apiVersion: "v9" })[key], {}, { provider: "sandbox" });
    expect(resolving).toThrow('The SailPoint provider "sandbox" is not configured');
    expect(resolving).toThrow(
      'clientId is not set. Set the input `clientId` of the provider "sandbox" or the environment',
    );
    expect(resolving).toThrow(/- apiVersion must be one of .* not "v9"\. Set the input/);
    expect(resolving).not.toThrow("pulumi config set");
  });

  test("takes an empty value as missing", () => {
    expect(problemOf({ ...complete, baseUrl: " " })).toContain("sailpoint:baseUrl is not set");
  });

  test.each(["http://127.0.0.1:8080", "http://localhost", "http://[::1]:9"])(
    "takes plain http to this machine: %s",
    (baseUrl) => {
      expect(resolve({ ...complete, baseUrl }).baseUrl).toBe(baseUrl);
    },
  );

  test.each([
    ["http://acme.api.identitynow.com", "must use https"],
    ["http://127.0.0.1.example.com", "must use https"],
    ["ftp://acme.example.com", "must be an https URL"],
    ["acme.api.identitynow.com", "is not a URL: did you mean https://acme.api.identitynow.com?"],
    ["https://https://acme.api.identitynow.com", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.identitynow.com.", "did you mean https://acme.api.identitynow.com?"],
    ["https://identitynow.com", "did you mean https://{tenant}.api.identitynow.com?"],
    ["https://www.identitynow.com", "did you mean https://{tenant}.api.identitynow.com?"],
    ["https://acme.login.sailpoint.com", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.cloud.sailpoint.com", "did you mean https://acme.api.cloud.sailpoint.com?"],
    ["https://developer.sailpoint.com", "did you mean https://{tenant}.api.identitynow.com?"],
    ["https://acme..api.identitynow.com", "has an empty part"],
    ["https://acme.api.identitynow.com/OAuth/Token", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/cc/api/source/list", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/ui/admin", "did you mean https://acme.api.identitynow.com?"],
    ["https://$TENANT.api.identitynow.com", "holds the placeholder $TENANT"],
    ["https://[tenant].api.identitynow.com", "holds the placeholder [tenant]"],
    ["https://%TENANT%.api.identitynow.com", "holds the placeholder %TENANT%"],
    ["https://YOUR_TENANT.api.identitynow.com", "holds the placeholder YOUR_TENANT"],
    ["https://acme.api.identitynow.com/{version}", "leave the API version out"],
    ["https://user:pass@acme.example.com", "must not carry credentials"],
    ["https:/user:pass@acme.example.com", "must not carry credentials"],
    ["'https://acme.api.identitynow.com'", "is not a URL: did you mean https://acme.api.identitynow.com?"],
    ["https//acme.api.identitynow.com", "is not a URL: did you mean https://acme.api.identitynow.com?"],
    ["//acme.api.identitynow.com", "is not a URL: did you mean https://acme.api.identitynow.com?"],
    ["acme", "is not a URL: did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com,", "has a character in its host name that no host has"],
    ["https://acme.api.api.identitynow.com", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.identitynow.com.api.identitynow.com", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/oauth", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/login", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/V2025", "must not end with an API version"],
    ["https://acme.example.com/v2025", "must not end with an API version"],
    ["https://acme.example.com?x=1", "must not have a query"],
  ])("refuses the base URL %s", (baseUrl, reason) => {
    expect(problemOf({ ...complete, baseUrl })).toContain(reason);
  });

  test.each([
    ["https://acme.identitynow.com", "did you mean https://acme.api.identitynow.com?"],
    ["https://ACME.identitynow.com/", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.identitynow.com/ui/admin", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme-sb.identitynow-demo.com", "did you mean https://acme-sb.api.identitynow-demo.com?"],
    ["https://api.identitynow.com", "did you mean https://{tenant}.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/oauth/token", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.example.com/isc/oauth/token/", "did you mean https://acme.example.com/isc?"],
    ["https://acme.api.identitynow.com/v2025/connector-customizers", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/connector-customizers/v1", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/beta/connector-instances/i1", "did you mean https://acme.api.identitynow.com?"],
    ["https://acme.api.identitynow.com/v3/identities", "did you mean https://acme.api.identitynow.com?"],
    ["https://{tenant}.api.identitynow.com", "holds the placeholder {tenant}"],
    ["https://%7Btenant%7D.api.identitynow.com", "holds the placeholder %7Btenant%7D"],
    ["https://<tenant>.api.identitynow.com", "holds the placeholder <tenant>"],
    ["https://{your-tenant}.api.identitynow.com", "holds the placeholder {your-tenant}"],
  ])("refuses %s, which cannot be the API's, and says what to do", (baseUrl, reason) => {
    expect(problemOf({ ...complete, baseUrl })).toContain(reason);
  });

  test.each([
    ["acme.identitynow.com", "https://acme.api.identitynow.com"],
    ["acme.identitynow.com/ui/admin", "https://acme.api.identitynow.com"],
    ["acme.api.identitynow.com/oauth/token", "https://acme.api.identitynow.com"],
    ["acme.api.identitynow.com/v2025", "https://acme.api.identitynow.com"],
    ["https://acme.identitynow.com/ui/admin#admin:dashboard", "https://acme.api.identitynow.com"],
    ["https://acme.api.identitynow.com/oauth/token?grant_type=client_credentials", "https://acme.api.identitynow.com"],
    ["acme.api.identitynow.com/oauth/token?client_secret=canary", "https://acme.api.identitynow.com"],
    ["http://acme.identitynow.com", "https://acme.api.identitynow.com"],
    ["http://acme.api.identitynow.com/v2025", "https://acme.api.identitynow.com"],
    ["https://https://acme.identitynow.com", "https://acme.api.identitynow.com"],
    ["https://acme.example.com/isc/v2025", "https://acme.example.com/isc"],
    ["https://acme.example.com/isc?x=1", "https://acme.example.com/isc"],
    ["www.sailpoint.com", "https://{tenant}.api.identitynow.com"],
  ])("suggests for %s an address that is accepted", (baseUrl, suggestion) => {
    const problem = problemOf({ ...complete, baseUrl });
    expect(problem).toContain(`did you mean ${suggestion}? Set it with`);
    expect(problem).not.toContain("canary");
    if (!suggestion.includes("{tenant}")) {
      expect(resolve({ ...complete, baseUrl: suggestion }).baseUrl).toBe(suggestion);
    }
  });

  test.each(["acme.example.com:x", "https://", "https://user:canary@acme.identitynow.com", "{tenant}.identitynow.com"])(
    "suggests nothing for %s",
    (baseUrl) => {
      expect(problemOf({ ...complete, baseUrl })).not.toContain("did you mean");
    },
  );

  test("knows the API versions that are a setting from those that are none", () => {
    const problemOfVersion = (version: string) => problemOf({ ...complete, baseUrl: `${complete.baseUrl}/${version}` });
    expect(problemOfVersion("v2026")).toContain("(v2026; set it as sailpoint:apiVersion): did you mean");
    expect(problemOfVersion("v3")).toContain("(v3; leave it out; v3 is no sailpoint:apiVersion): did you mean");
    expect(problemOfVersion("v3")).not.toContain("set it as");
  });

  test("names a shell's variable whole", () => {
    const problem = problemOf({ ...complete, baseUrl: `https://\${TENANT}.api.identitynow.com` });
    expect(problem).toContain(`holds the placeholder \${TENANT}: put`);
  });

  test.each([
    "https://gw.corp/sources/isc",
    "https://acme.api.cloud.sailpoint.com",
    "https://identity.acme.example",
    "https://acme.sailpoint.com",
    "https://acme.api.identitynow.com",
    "https://acme.api.identitynow-demo.com",
    "https://acme.api.cloud.sailpoint.com",
    "https://identity.acme.com",
    "https://gateway.acme.com/isc",
  ])("takes %s", (baseUrl) => {
    expect(resolve({ ...complete, baseUrl }).baseUrl).toBe(baseUrl);
    expect(resolve({ ...complete, baseUrl: `${baseUrl}/` }).baseUrl).toBe(baseUrl);
  });

  test("shows no credentials of a base URL", () => {
    expect(problemOf({ ...complete, baseUrl: "https://user:{canary}@acme.example.com" })).not.toContain("canary");
  });

  test("has a tenant id from the stack or the environment, and none by default", () => {
    expect("tenantId" in resolve(complete)).toBe(false);
    expect(resolve({ ...complete, tenantId: "t1" }, { SAIL_TENANT_ID: "t2" }).tenantId).toBe("t1");
    expect(resolve(complete, { SAIL_TENANT_ID: "t2" }).tenantId).toBe("t2");
  });

  test("that is incomplete says which one pulumi refresh and destroy use", () => {
    const problem = problemOf({});
    for (const part of ["pulumi refresh", "pulumi destroy", "pulumi up", "--run-program", "environment variables"]) {
      expect(problem).toContain(part);
    }
  });

  test("leaves out the slash that ends a base URL", () => {
    expect(resolve({ ...complete, baseUrl: "https://acme.example.com/" }).baseUrl).toBe("https://acme.example.com");
  });

  test("refuses an unknown API version and names the known ones", () => {
    expect(problemOf({ ...complete, apiVersion: "v3" })).toContain("must be one of v2024, v2025, v2026, beta, v1");
  });

  test.each(["100", "0/10s", "100/10", "-1/10s", "100/0s"])("refuses the rate limit %s", (rateLimit) => {
    expect(problemOf({ ...complete, rateLimit })).toContain("sailpoint:rateLimit");
  });

  test("reads a rate limit", () => {
    expect(resolve({ ...complete, rateLimit: "5/1m" }).rateLimit).toEqual({ requests: 5, windowMs: 60_000 });
  });

  test("shows no secret in its complaints", () => {
    expect(problemOf({ clientSecret: "canary" })).not.toContain("canary");
  });
});
