import { describe, expect, test } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import type { Customizer } from "../../../provider/client/wireTypes";
import { RefreshReads } from "../../../provider/resources/shared/refreshReads";
import type { Tenant } from "../../../tenant";
import { providerConfig, routesOf, testTenant } from "../../support/testTenant";

function seed(tenant: Tenant, count: number): string[] {
  return Array.from({ length: count }, (_, index) => tenant.edit.create(`c${index}`).id);
}

function readsOf(tenant: Tenant) {
  const client = new IscClient(providerConfig(tenant, { rateLimit: { requests: 10_000, windowMs: 1_000 } }));
  const page = (offset: number) => client.customizersPage(offset);
  return { client, reads: new RefreshReads({ page, one: (id) => client.customizer(id) }) };
}

/** As the engine does it: so many at once, the next as soon as one is done. */
async function refresh(reads: RefreshReads<Customizer>, ids: readonly string[], parallel = 8) {
  const names: (string | undefined)[] = [];
  const queue = [...ids.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      names[next[0]] = (await reads.read(next[1], "test"))?.name;
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return names;
}

describe("reads that come together", () => {
  test.each([
    [2, 1],
    [10, 1],
    [250, 2],
    [300, 2],
    [1_000, 4],
  ])("of %i customizers take at most %i pages, each fetched once", async (count, pages) => {
    const tenant = await testTenant();
    const ids = seed(tenant, count);
    const { reads } = readsOf(tenant);
    expect(await refresh(reads, ids)).toEqual(ids.map((_, index) => `c${index}`));
    const routes = routesOf(tenant);
    expect(routes.every((route) => route === "list")).toBe(true);
    expect(routes.length).toBeLessThanOrEqual(pages);
    expect(new Set(tenant.requests.map(({ query }) => query)).size).toBe(tenant.requests.length);
  });

  test("of many in a tenant that has more before them take the pages there are", async () => {
    const tenant = await testTenant();
    seed(tenant, 1_100);
    const ids = seed(tenant, 300);
    expect(await refresh(readsOf(tenant).reads, ids)).not.toContain(undefined);
    expect(routesOf(tenant)).toEqual(Array(6).fill("list"));
  });

  test("show one that is gone as gone", async () => {
    const tenant = await testTenant();
    const [first = "", second = "", third = ""] = seed(tenant, 3);
    tenant.edit.remove(second);
    expect(await refresh(readsOf(tenant).reads, [first, second, third])).toEqual(["c0", undefined, "c2"]);
    expect(routesOf(tenant)).toEqual(["list", "read"]);
  });

  test("do not page through a large tenant for a few", async () => {
    const tenant = await testTenant();
    const ids = seed(tenant, 2_000);
    const last = ids.slice(-3);
    expect(await refresh(readsOf(tenant).reads, last)).toEqual(["c1997", "c1998", "c1999"]);
    expect(routesOf(tenant).length).toBeLessThanOrEqual(2 * last.length);
  });

  test("lose none when the listing shrinks meanwhile", async () => {
    const tenant = await testTenant({ latencyMs: 5 });
    const ids = seed(tenant, 600);
    const strangers = ids.splice(0, 50);
    const removal = setInterval(() => strangers.length > 0 && tenant.edit.remove(strangers.shift() ?? ""), 1);
    try {
      expect(await refresh(readsOf(tenant).reads, ids)).not.toContain(undefined);
    } finally {
      clearInterval(removal);
    }
  });

  test("are never older than an own write", async () => {
    const tenant = await testTenant({ latencyMs: 20 });
    const [first = "", second = "", third = ""] = seed(tenant, 3);
    const { client, reads } = readsOf(tenant);
    const early = Promise.all([reads.read(first, "test"), reads.read(second, "test")]);
    await early;
    await reads.writing(third, () => client.renameCustomizer(third, "new"));
    expect((await reads.read(third, "test"))?.name).toBe("new");
    await reads.writing(third, () => client.deleteCustomizer(third));
    expect(await reads.read(third, "test")).toBeUndefined();
  });

  test("ask anew for an id that was answered already", async () => {
    const tenant = await testTenant();
    const ids = seed(tenant, 2);
    const { reads } = readsOf(tenant);
    await refresh(reads, ids);
    tenant.edit.rename(ids[0] ?? "", "changed");
    expect(await refresh(reads, ids)).toEqual(["changed", "c1"]);
    expect(routesOf(tenant)).toEqual(["list", "list"]);
  });
});

test("a single read is a single GET", async () => {
  const tenant = await testTenant();
  const ids = seed(tenant, 2);
  const { reads } = readsOf(tenant);
  expect((await reads.read(ids[0] ?? "", "test"))?.name).toBe("c0");
  expect((await reads.read(ids[1] ?? "", "test"))?.name).toBe("c1");
  expect(await reads.read("no-such-id", "test")).toBeUndefined();
  expect(routesOf(tenant)).toEqual(["read", "read", "read"]);
});

test("reads of one id that come together share a single GET", async () => {
  const tenant = await testTenant();
  const [id = ""] = seed(tenant, 1);
  const { reads } = readsOf(tenant);
  const both = await Promise.all([reads.read(id, "customizer"), reads.read(id, "version")]);
  expect(both.map((one) => one?.name)).toEqual(["c0", "c0"]);
  expect(routesOf(tenant)).toEqual(["read"]);
});

test("a listing answers each kind of asker for an id", async () => {
  const tenant = await testTenant();
  const ids = seed(tenant, 20);
  const { reads } = readsOf(tenant);
  await Promise.all(ids.flatMap((id) => [reads.read(id, "customizer"), reads.read(id, "version")]));
  expect(routesOf(tenant)).toEqual(["list"]);
});

test("a listing does not answer for a member that it shows only in part", async () => {
  const tenant = await testTenant();
  const ids = seed(tenant, 2);
  const client = new IscClient(providerConfig(tenant));
  const page = (offset: number) => client.customizersPage(offset);
  const isComplete = ({ name }: Customizer) => name === "c0";
  const reads = new RefreshReads({ page, one: (id) => client.customizer(id), isComplete });
  expect(await refresh(reads, ids)).toEqual(["c0", "c1"]);
  expect(routesOf(tenant)).toEqual(["list", "read"]);
});

test("a failing page fails its readers, and the next ones read again", async () => {
  const tenant = await testTenant();
  const ids = seed(tenant, 2);
  tenant.fault({ route: "list", action: { status: 403 } });
  const { reads } = readsOf(tenant);
  await expect(refresh(reads, ids)).rejects.toThrow("403");
  expect(await refresh(reads, ids)).toEqual(["c0", "c1"]);
});
