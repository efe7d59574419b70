import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Cancellation } from "../../provider/client/cancellation";
import { IscClient } from "../../provider/client/iscClient";
import type { ProviderConfig } from "../../provider/config";
import { createOnce } from "../../provider/resources/connectorCustomizer/createOnce";
import { RecentlyCreated } from "../../provider/resources/readAfterWrite/recentlyCreated";
import type { Tenant } from "../../tenant";
import { providerConfig, routesOf, testTenant } from "../support/testTenant";

const SILENT = { info: () => {}, debug: () => {} };
/** Far longer than a test may take: only a wait that ends at once lets it pass. */
const LONG_MS = 600_000;

function cancellable(tenant: Tenant, changes: Partial<ProviderConfig> = {}) {
  const cancellation = new Cancellation();
  const pace = { backoff: { baseMs: 2, capMs: 10 }, patienceMs: LONG_MS, lookAgainAfterMs: [LONG_MS] };
  const config = providerConfig(tenant, { retryTimeoutMs: LONG_MS, ...changes });
  return { cancellation, client: new IscClient(config, SILENT, pace, cancellation) };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await sleep(5);
  }
}

describe("a run that is cancelled", () => {
  test("ends the wait for a place under the rate limit, and sends nothing more", async () => {
    const tenant = await testTenant();
    const { client, cancellation } = cancellable(tenant, { rateLimit: { requests: 2, windowMs: LONG_MS } });
    const creates = ["a", "b", "c"].map((name) => client.createCustomizer(name).catch((error: Error) => error));
    await until(() => tenant.customizers.length === 1);
    cancellation.request();
    const results = await Promise.all(creates);
    expect(results[0]).toMatchObject({ name: "a" });
    for (const [index, name] of ["b", "c"].entries()) {
      expect(results[index + 1]).toMatchObject({
        message: expect.stringMatching(
          new RegExp(
            `^Could not create the connector customizer "${name}": the run was cancelled, so nothing was sent\\.`,
          ),
        ),
        ambiguous: false,
      });
    }
    expect(tenant.customizers).toHaveLength(1);
  });

  test("ends the wait for a place if every place is under way", async () => {
    const tenant = await testTenant({ latencyMs: 200 });
    const { client, cancellation } = cancellable(tenant, { rateLimit: { requests: 1, windowMs: 10 } });
    await client.tenantId();
    const first = client.createCustomizer("a");
    const second = client.createCustomizer("b").catch((error: Error) => error.message);
    await until(() => routesOf(tenant).length === 1);
    cancellation.request();
    expect(await second).toContain("the run was cancelled");
    expect(await first).toMatchObject({ name: "a" });
    expect(routesOf(tenant)).toEqual(["create"]);
  });

  test("ends a pause after 429", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "create", count: 1, action: { status: 429, headers: { "retry-after": "300" } } });
    const { client, cancellation } = cancellable(tenant);
    const create = client.createCustomizer("a").catch((error: Error) => error.message);
    await until(() => routesOf(tenant).length === 1);
    await sleep(30);
    cancellation.request();
    expect(await create).toContain("the run was cancelled");
    expect(tenant.customizers).toEqual([]);
  });

  test("ends the wait before a repetition, with the fault that it was for", async () => {
    const tenant = await testTenant();
    tenant.fault({ route: "list", count: 1, action: { status: 503, headers: { "retry-after": "300" } } });
    const { client, cancellation } = cancellable(tenant);
    const list = client.customizers().catch((error: Error) => error.message);
    await until(() => routesOf(tenant).length === 1);
    await sleep(30);
    cancellation.request();
    expect(await list).toContain("503");
  });

  test("lets a request under way go on to its answer, and begins no change after it", async () => {
    const tenant = await testTenant({ latencyMs: 100 });
    const { client, cancellation } = cancellable(tenant);
    const create = client.createCustomizer("a");
    await until(() => routesOf(tenant).length === 1);
    cancellation.request();
    const created = await create;
    expect(await client.customizer(created.id)).toMatchObject({ name: "a" });
    await expect(client.deleteCustomizer(created.id)).rejects.toThrow("the run was cancelled, so nothing was sent");
    expect(tenant.customizers).toHaveLength(1);
  });

  test("looks once more for a create whose answer was lost", async () => {
    const tenant = await testTenant({ switches: { listLagMs: 200 } });
    tenant.fault({ route: "create", count: 1, action: { resetAfter: true } });
    const { client, cancellation } = cancellable(tenant);
    const create = createOnce(client, "a", new Set(), SILENT);
    await until(() => routesOf(tenant).includes("list"));
    await sleep(300);
    cancellation.request();
    expect(await create).toMatchObject({ name: "a" });
  });

  test("does not take a customizer that the tenant does not show yet for gone", async () => {
    const tenant = await testTenant();
    const { client, cancellation } = cancellable(tenant);
    const recentlyCreated = new RecentlyCreated(client);
    recentlyCreated.add("c1");
    const read = recentlyCreated.lookUntilVisible("c1", undefined, () => client.customizer("c1"));
    await until(() => routesOf(tenant).includes("read"));
    cancellation.request();
    await expect(read).rejects.toThrow("the tenant does not show it yet, and the run was cancelled");
  });
});
