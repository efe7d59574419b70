import { describe, expect, test } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import { IscError } from "../../../provider/client/iscError";
import type { Customizer } from "../../../provider/client/wireTypes";
import { RefreshReads } from "../../../provider/resources/refresh/refreshReads";
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

/** As the engine reads: so many at once, and the next one as soon as one ends. */
async function refresh(reads: Pick<RefreshReads<Customizer>, "read">, ids: readonly string[], parallel = 8) {
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

  test("of many customizers behind many others read all pages", async () => {
    const tenant = await testTenant();
    seed(tenant, 1_100);
    const ids = seed(tenant, 300);
    expect(await refresh(readsOf(tenant).reads, ids)).not.toContain(undefined);
    expect(routesOf(tenant)).toEqual(Array(6).fill("list"));
  });

  test("return undefined for one that is gone", async () => {
    const tenant = await testTenant();
    const [first = "", second = "", third = ""] = seed(tenant, 3);
    tenant.edit.remove(second);
    expect(await refresh(readsOf(tenant).reads, [first, second, third])).toEqual(["c0", undefined, "c2"]);
    expect(routesOf(tenant)).toEqual(["list", "read"]);
  });

  test("do not read the pages of a large tenant for a few customizers", async () => {
    const tenant = await testTenant();
    const ids = seed(tenant, 2_000);
    const last = ids.slice(-3);
    expect(await refresh(readsOf(tenant).reads, last)).toEqual(["c1997", "c1998", "c1999"]);
    expect(routesOf(tenant).length).toBeLessThanOrEqual(2 * last.length);
  });

  test("miss none if the listing shrinks meanwhile", async () => {
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

  test("are never older than a write of this process", async () => {
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

  test("send a new request for an id that was answered already", async () => {
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

describe("a tenant that pages in its own way", () => {
  /** Reads customizers of which `gone` are not there, from a tenant that refuses an offset at or past its end. */
  async function refreshFrom(count: number, { cap = 250, gone = 0, parallel = 8 } = {}) {
    const all = Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name: `c${index}` }));
    const pages: number[] = [];
    let singles = 0;
    const page = async (offset: number) => {
      pages.push(offset);
      if (offset > 0 && offset >= count) {
        throw new IscError({ what: "list", why: "Specified offset is invalid", status: 400 });
      }
      return all.slice(offset, offset + cap);
    };
    const one = async (id: string) => {
      singles++;
      return all.find((member) => member.id === id);
    };
    const ids = Array.from({ length: count + gone }, (_, index) => `c${index}`);
    const names = await refresh(new RefreshReads({ page, one }) as never, ids, parallel);
    expect(names).toEqual(ids.map((id, index) => (index < count ? id : undefined)));
    return { pages, singles };
  }

  test.each([50, 100, 200])("and caps pages at %i is read with pages alone", async (cap) => {
    expect((await refreshFrom(500, { cap })).singles).toBe(0);
  });

  test.each([
    [250, 1],
    [500, 1],
    [250, 0],
    [100, 1],
  ])("and has %i, while %i is gone, is not asked past its end", async (count, gone) => {
    const { pages, singles } = await refreshFrom(count, { gone });
    expect(Math.max(...pages)).toBeLessThan(count);
    expect(singles).toBe(gone);
  });

  test("and has 250, while several are gone, answers for all", async () => {
    expect((await refreshFrom(250, { gone: 5 })).singles).toBe(5);
  });
});

test("a listing does not answer for a member without a name", async () => {
  const reads = new RefreshReads({
    page: async () => ["c0", "c1"].map((id) => ({ id, name: "" })),
    one: async (id: string) => ({ id, name: `name of ${id}` }),
  });
  expect(await refresh(reads as never, ["c0", "c1"])).toEqual(["name of c0", "name of c1"]);
});

test("a failing page fails its readers, and the next ones read again", async () => {
  const tenant = await testTenant();
  const ids = seed(tenant, 2);
  tenant.fault({ route: "list", action: { status: 403 } });
  const { reads } = readsOf(tenant);
  await expect(refresh(reads, ids)).rejects.toThrow("403");
  expect(await refresh(reads, ids)).toEqual(["c0", "c1"]);
});
