import { describe, expect, test } from "vitest";
import type { FaultAction } from "../../tenant/faults";
import { clientOf, failure } from "../support/quickClient";
import { testTenant } from "../support/testTenant";

test("a page from the token endpoint ends the request at once, and names the base URL", async () => {
  const tenant = await testTenant();
  tenant.fault({ route: "token", count: "always", action: { html: 200 } });
  const { message } = await failure(clientOf(tenant).client.customizers());
  expect(message).toMatch(/Could not get an access token.*an HTML page.*sailpoint:baseUrl/);
  expect(message).not.toContain("sailpoint:apiVersion");
  expect(tenant.requests).toHaveLength(1);
});

test.each<[400 | 403, unknown]>([
  [400, { error: "invalid_client" }],
  [403, { error: "unauthorized_client" }],
])("%i from the token endpoint names the credentials and the grant type, and no scopes", async (status, body) => {
  const tenant = await testTenant();
  tenant.fault({ route: "token", count: "always", action: { status, body } });
  const { message } = await failure(clientOf(tenant).client.customizers());
  expect(message).toMatch(/_client\. .*CLIENT_CREDENTIALS\. Check sailpoint:clientId and sailpoint:clientSecret/);
  expect(message).not.toContain("sp:connector");
  expect(tenant.requests).toHaveLength(1);
});

test("404 from the token endpoint says nothing about the API version, and names the base URL", async () => {
  const tenant = await testTenant();
  tenant.fault({ route: "token", count: "always", action: { status: 404, body: { error: "no such path" } } });
  for (const read of [clientOf(tenant).client.customizers(), clientOf(tenant).client.customizer("c1")]) {
    const { message } = await failure(read);
    expect(message).toMatch(
      /Could not get an access token: the answer was 404 Not Found: no such path\..*sailpoint:baseUrl/,
    );
    expect(message).not.toContain("sailpoint:apiVersion");
  }
  expect(tenant.requests).toHaveLength(2);
});

describe("a token that cannot be had", () => {
  test.each<[string, FaultAction]>([
    ["the token endpoint fails", { status: 503 }],
    ["its answer is lost", { resetAfter: true }],
    ["its answer is not JSON", { badJson: true }],
    ["it refuses the credentials", { status: 401 }],
  ])("is an error of the token, not a lost answer of a create, if %s", async (_, action) => {
    const tenant = await testTenant();
    tenant.fault({ route: "token", count: "always", action });
    const { client } = clientOf(tenant);
    for (const work of [client.createCustomizer("a"), client.uploadVersion("c1", Buffer.from("zip"))]) {
      const error = await failure(work);
      expect(error.message).toContain("Could not get an access token");
      expect(error.ambiguous).toBe(false);
    }
  });

  test("is one during a create too, if the tenant has forgotten the token before", async () => {
    const tenant = await testTenant();
    const { client } = clientOf(tenant);
    await client.customizers();
    tenant.expireTokens();
    tenant.fault({ route: "token", count: "always", action: { status: 500 } });
    expect(await failure(client.createCustomizer("a"))).toMatchObject({
      ambiguous: false,
      what: "get an access token",
    });
  });
});
