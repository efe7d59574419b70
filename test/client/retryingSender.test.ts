import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import type { FaultAction } from "../../tenant/faults";
import { configAt } from "../support/jsonServer";
import { otherHost } from "../support/otherHost";
import { clientOf, failure, PACE } from "../support/quickClient";
import { providerConfig, testTenant } from "../support/testTenant";

describe("a request to the tenant", () => {
  test("carries name and version of this program", async () => {
    const tenant = await testTenant();
    await clientOf(tenant).client.customizers();
    expect(tenant.requests.map(({ userAgent }) => userAgent)).toEqual(
      Array(2).fill(expect.stringMatching(/^pulumi-sailpoint\/\d+\.\d+\.\d+ node\/\d+/)),
    );
  });

  test.each([
    ["v2024", "/v2024/connector-customizers"],
    ["v2025", "/v2025/connector-customizers"],
    ["v2026", "/v2026/connector-customizers"],
    ["beta", "/beta/connector-customizers"],
    ["v1", "/connector-customizers/v1"],
  ] as const)("goes to the paths of API version %s", async (apiVersion, path) => {
    const tenant = await testTenant();
    const { client } = clientOf(tenant, { apiVersion });
    const { id } = await client.createCustomizer("Payroll");
    await client.renameCustomizer(id, "Wages");
    expect((await client.customizer(id))?.name).toBe("Wages");
    await client.deleteCustomizer(id);
    expect(tenant.requests.slice(1).map((request) => `${request.method} ${request.path}`)).toEqual([
      `POST ${path}`,
      `PUT ${path}/${id}`,
      `GET ${path}/${id}`,
      `DELETE ${path}/${id}`,
    ]);
  });

  test("shares one token, and one renewal when the tenant has forgotten it", async () => {
    const tenant = await testTenant({ latencyMs: 20 });
    const { client } = clientOf(tenant);
    const eight = () => Promise.all(Array.from({ length: 8 }, () => client.customizers()));
    await eight();
    tenant.expireTokens();
    await eight();
    expect(tenant.requests.filter(({ route }) => route === "token")).toHaveLength(2);
  });

  test("renews its token before it expires", async () => {
    const tenant = await testTenant({ tokenSeconds: 1 });
    const { client } = clientOf(tenant);
    await client.customizers();
    await new Promise((done) => setTimeout(done, 600));
    await client.customizers();
    expect(tenant.requests.map(({ route, status }) => [route, status])).toEqual([
      ["token", 200],
      ["list", 200],
      ["token", 200],
      ["list", 200],
    ]);
  });

  test("renews its token again if one expires during a long wait, and fails if a new one is refused", async () => {
    const tenant = await testTenant();
    const { client } = clientOf(tenant);
    tenant.fault({ route: "list", action: { expireToken: true } });
    tenant.fault({ route: "list", action: { status: 429, headers: { "retry-after": "0" } } });
    tenant.fault({ route: "list", action: { expireToken: true } });
    expect(await client.customizers()).toEqual([]);
    expect(tenant.requests.filter(({ route }) => route === "token")).toHaveLength(3);

    tenant.fault({ route: "list", count: 2, action: { expireToken: true } });
    expect((await failure(client.customizers())).status).toBe(401);
  });

  test("holds every other one back while the tenant says 429, as long as it asks", async () => {
    const tenant = await testTenant();
    const { client, lines } = clientOf(tenant);
    await client.customizers();
    tenant.clearRequests();
    tenant.fault({ route: "read", action: { status: 429, headers: { "retry-after": "1" } } });
    const refused = client.customizer("c1");
    await new Promise((done) => setTimeout(done, 100));
    await Promise.all([refused, client.customizers(), client.customizers()]);
    const [first, ...others] = tenant.requests;
    expect(others).toHaveLength(3);
    for (const other of others) {
      expect(other.at - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    }
    expect(lines.join("\n")).toContain("429 (rate limit); every request waits 1 s");
  });

  test("is repeated after any number of 429 within its time", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", count: 9, action: { status: 429, headers: { "retry-after": "0" } } });
    expect(await clientOf(tenant).client.customizers()).toEqual([]);
  });

  test("gives up when the time is over, and says how to allow more", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", count: "always", action: { status: 429, headers: { "retry-after": "5" } } });
    const { message, status } = await failure(clientOf(tenant, { retryTimeoutMs: 3_000 }).client.customizers());
    expect(message).toContain("within 3 s");
    expect(message).toContain("sailpoint:retryTimeout");
    expect(status).toBe(429);
  });

  test("takes a date for Retry-After", async () => {
    const tenant = await testTenant();
    const at = new Date(Date.now() + 2_000).toUTCString();
    tenant.fault({ route: "list", action: { status: 429, headers: { "retry-after": at } } });
    await clientOf(tenant).client.customizers();
    const lists = tenant.requests.filter(({ route }) => route === "list");
    expect(lists.map(({ status }) => status)).toEqual([429, 200]);
    expect(lists[1]?.at).toBeGreaterThanOrEqual(Date.parse(at) - 10);
  });

  test("is repeated while the tenant fails, at least three times and for as long as its patience allows", async () => {
    const tenant = await testTenant({ latencyMs: 50 });
    tenant.fault({ route: "list", count: "always", action: { status: 503 } });
    const lists = () => tenant.requests.filter(({ route }) => route === "list");
    await failure(clientOf(tenant).client.customizers());
    expect(lists()).toHaveLength(3);

    tenant.clearRequests();
    const pace = { ...PACE, patienceMs: 600 };
    await failure(new IscClient(providerConfig(tenant), undefined, pace).customizers());
    expect(lists().length).toBeGreaterThan(5);
    expect((lists().at(-1)?.at ?? 0) - (lists()[0]?.at ?? 0)).toBeGreaterThanOrEqual(500);
  });

  test("is announced once if many are refused together", async () => {
    const tenant = await testTenant({ latencyMs: 30 });
    const { client, lines } = clientOf(tenant);
    await client.customizers();
    tenant.fault({ route: "read", count: 8, action: { status: 429, headers: { "retry-after": "1" } } });
    await Promise.all(Array.from({ length: 8 }, (_, index) => client.customizer(`c${index}`)));
    expect(lines.filter((line) => line.includes("every request waits"))).toHaveLength(1);
  });

  test.each([
    ["read", 404],
    ["delete", 404],
    ["delete", 200],
  ] as const)("to %s does not take a proxy's page with %i for the tenant's answer", async (route, status) => {
    const tenant = await testTenant();
    const { id } = tenant.edit.create("a");
    tenant.fault({ route, count: "always", action: { html: status } });
    const { client } = clientOf(tenant);
    const { message } = await failure(route === "read" ? client.customizer(id) : client.deleteCustomizer(id));
    expect(message).toContain("an HTML page");
    expect(tenant.customizers).toHaveLength(1);
  });

  test("is not repeated if the tenant refuses it", async () => {
    const tenant = await testTenant();
    const body = {
      detailCode: "403 Forbidden",
      trackingId: "b21b1f7c",
      messages: [{ locale: "en", text: "No rights" }],
    };
    tenant.fault({ route: "list", action: { status: 403, body } });
    const error = await failure(clientOf(tenant).client.customizers());
    expect(error).toMatchObject({
      method: "GET",
      url: `${tenant.url}/v2025/connector-customizers`,
      status: 403,
      detailCode: "403 Forbidden",
      trackingId: "b21b1f7c",
      messages: ["No rights"],
    });
    expect(error.message).toBe(
      "Could not list the connector customizers: the answer was 403 Forbidden: No rights. The API client needs the scopes " +
        "sp:connector:read and sp:connector:manage. Some tenants refuse an API client that has them: use a personal access token " +
        "of a user with the level ORG_ADMIN. " +
        `(GET ${tenant.url}/v2025/connector-customizers, detailCode 403 Forbidden, trackingId b21b1f7c)`,
    );
    expect(tenant.requests.filter(({ route }) => route === "list")).toHaveLength(1);
  });

  test("names wrong credentials as such", async () => {
    const tenant = await testTenant();
    const error = await failure(clientOf(tenant, { clientSecret: "wrong" }).client.customizers());
    expect(error.message).toContain("Bad client credentials");
    expect(error.message).toContain("Check sailpoint:clientId and sailpoint:clientSecret");
  });
});

describe("the time of a request", () => {
  test("does not count its place in the queue under the rate limit", async () => {
    const tenant = await testTenant();
    const { client } = clientOf(tenant, { rateLimit: { requests: 2, windowMs: 800 }, retryTimeoutMs: 1_500 });
    await client.customizers();
    tenant.fault({ route: "read", count: 2, action: { status: 503 } });
    const queued = Array.from({ length: 5 }, () => client.customizers().then(() => client.customizer("c1")));
    expect(await Promise.all(queued)).toEqual(Array(5).fill(undefined));
  });

  test("does not count a pause that another request caused", async () => {
    const tenant = await testTenant();
    const { client } = clientOf(tenant, { retryTimeoutMs: 1_200 });
    await client.customizers();
    tenant.fault({ route: "read", action: { status: 429, headers: { "retry-after": "1" } } });
    tenant.fault({ route: "list", action: { status: 503, headers: { "retry-after": "0.5" } } });
    const refused = client.customizer("c1");
    await new Promise((done) => setTimeout(done, 100));
    expect(await Promise.all([refused, client.customizers()])).toEqual([undefined, []]);
  });
});

describe("a request that goes on failing", () => {
  test("is announced once, with the reason and advice", async () => {
    const lines: string[] = [];
    const pace = { ...PACE, backoff: { baseMs: 40, capMs: 40 }, patienceMs: 400, announceAfterMs: 100 };
    const config = { ...configAt("http://127.0.0.1:9"), requestTimeoutMs: 500 };
    const client = new IscClient(config, { info: (text) => void lines.push(text), debug: () => {} }, pace);
    await Promise.all([failure(client.customizers()), failure(client.customizer("c1"))]);
    expect(lines).toEqual([
      "a request to the tenant fails: nothing listens at this address (ECONNREFUSED). It is repeated for up to 0.4 s. " +
        "Check sailpoint:baseUrl (SAIL_BASE_URL).",
    ]);
  });

  test("is announced with the time that it has", async () => {
    const lines: string[] = [];
    const pace = { ...PACE, backoff: { baseMs: 40, capMs: 40 }, patienceMs: 60_000, announceAfterMs: 50 };
    const config = { ...configAt("http://127.0.0.1:9"), retryTimeoutMs: 500 };
    const client = new IscClient(config, { info: (text) => void lines.push(text), debug: () => {} }, pace);
    const { message } = await failure(client.customizers());
    expect(lines.join()).toContain("It is repeated for up to 0.5 s.");
    expect(message).toContain("within 0.5 s; last, nothing listens at this address");
    expect(message).toContain("Check sailpoint:baseUrl (SAIL_BASE_URL). Try again later");
  });

  test("is not announced if it succeeds soon", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", count: 2, action: { status: 503 } });
    const lines: string[] = [];
    const log = { info: (text: string) => void lines.push(text), debug: () => {} };
    await new IscClient(providerConfig(tenant), log, PACE).customizers();
    expect(lines).toEqual([]);
  });
});

test("a 401 says which configuration pulumi refresh and destroy use", async () => {
  const tenant = await testTenant();
  const error = await failure(clientOf(tenant, { clientSecret: "wrong" }).client.customizers());
  for (const part of ["pulumi refresh", "pulumi destroy", "pulumi up", "--run-program", "environment variables"]) {
    expect(error.message).toContain(part);
  }
});

describe("a reply", () => {
  const always = { route: "list", count: "always" } as const;

  test.each<[string, FaultAction, string]>([
    ["an HTML page", { html: 200 }, "an HTML page, where JSON was expected"],
    ["a cut body", { cutBody: true }, "the connection broke"],
    ["invalid JSON", { badJson: true }, "no valid JSON"],
    ["an empty object for a list", { wrongJson: {} }, "it is an object without members instead of a list"],
    ["a wrapped list", { wrongJson: { items: [] } }, "it is an object with the member items instead of a list"],
    ["texts for members", { wrongJson: ["c1"] }, "member 1 of the list is a text instead of an object"],
    ["a missing id", { wrongJson: [{ name: "a", created: "2026" }] }, "member 1 of the list has no id"],
    ["8 MB and more", { wrongJson: "x".repeat(9 * 1024 * 1024) }, "longer than 8388608 bytes"],
  ])("with %s is an error and never a value", async (_, action, reason) => {
    const tenant = await testTenant();
    tenant.fault({ ...always, action });
    const error = await failure(clientOf(tenant).client.customizers());
    expect(error.message).toContain(reason);
    expect(error.message).toContain("Could not list the connector customizers");
  });

  test("about another customizer than the one asked for is an error", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "read", action: { wrongJson: { id: "c2", name: "a", created: "2026" } } });
    const { id } = tenant.edit.create("a");
    expect((await failure(clientOf(tenant).client.customizer(id))).message).toContain("another one, c2");
  });

  test("in the beta spelling is read like the reference's", async () => {
    const tenant = await testTenant();
    const wire = { id: "c1", name: "a", created: "2026", tenantId: "t", imageVersion: 3, imageId: "i" };
    tenant.fault({ route: "list", action: { wrongJson: [wire] } });
    expect(await clientOf(tenant).client.customizers()).toEqual([wire]);
  });
});

describe("secrets", () => {
  test("stand in no error, however it is printed, and in no log line", async () => {
    const clientSecret = "canary/secret+7f 3a";
    const tenant = await testTenant({ clientSecret });
    const { client, lines } = clientOf(tenant);
    await client.customizers();
    const echo = `Bearer eyJhbGciOi.eyJ0ZW5.c2ln and ${clientSecret} and ${encodeURIComponent(clientSecret)}`;
    for (const action of [
      { status: 400, body: { messages: [{ text: echo }] } },
      { status: 403, body: echo },
    ]) {
      tenant.fault({ route: "list", action });
      const error = await failure(client.customizers());
      const everything = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${error.stack}`;
      expect(everything).not.toMatch(/canary|eyJ/);
    }
    tenant.fault({ route: "token", action: { status: 400, body: { error_description: echo } } });
    tenant.expireTokens();
    const error = await failure(client.customizers());
    expect(`${inspect(error, { depth: 9 })} ${lines.join("\n")}`).not.toMatch(/canary|eyJ/);
  });

  test("are not shown if the tenant sends one instead of the expected reply", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "token", count: "always", action: { wrongJson: "opaque-canary-token" } });
    const error = await failure(clientOf(tenant).client.customizers());
    expect(error.message).toContain("it is a text instead of an object");
    expect(inspect(error, { depth: 9 })).not.toContain("canary");
  });

  test("do not follow a redirect", async () => {
    const tenant = await testTenant();
    const elsewhere = await otherHost();
    for (const status of [301, 302, 303, 307, 308] as const) {
      tenant.fault({ route: "list", action: { redirect: elsewhere.url, status } });
      const error = await failure(clientOf(tenant).client.customizers());
      expect(error.message).toContain(`a redirect to localhost:${elsewhere.port}, which is not followed`);
    }
    expect(elsewhere.seen).toEqual([]);
  });
});

describe("the limit", () => {
  test("of the tenant is never reached by this program alone", async () => {
    const tenant = await testTenant({ rateLimit: { requests: 20, seconds: 1 }, latencyMs: 15 });
    const { client } = clientOf(tenant, { rateLimit: { requests: 20, windowMs: 1_000 } });
    await Promise.all(Array.from({ length: 50 }, (_, index) => client.createCustomizer(`c${index}`)));
    expect(tenant.customizers).toHaveLength(50);
    expect(tenant.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});
