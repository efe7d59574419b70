import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { IscError } from "../../provider/client/iscError";
import { listAll, listVisible, PageWalk } from "../../provider/client/listPages";
import { providerConfig, testTenant } from "../support/testTenant";

const members = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}` }));
const pageOf = (all: readonly { id: string }[]) => async (offset: number) => all.slice(offset, offset + 250);

/** A collection as other tenants page it. It fails if it is asked for an offset at or past its end. */
function pagesOf(count: number, { cap = 250, ignoresOffset = false } = {}) {
  const all = members(count);
  const offsets: number[] = [];
  const read = async (offset: number) => {
    offsets.push(offset);
    expect(offset === 0 || offset < count, `offset ${offset} of ${count}`).toBe(true);
    return ignoresOffset ? all : all.slice(offset, offset + cap);
  };
  return { read, offsets };
}

describe("a listing", () => {
  test.each([0, 1, 249, 250, 251, 499, 500, 1_000])("of %i reads each member once", async (count) => {
    const all = await listAll(pageOf(members(count)), "list");
    expect(all.map(({ id }) => id)).toEqual(members(count).map(({ id }) => id));
  });

  test.each([50, 100, 150, 200, 250])("of a tenant that caps pages at %i hides nothing", async (cap) => {
    for (const count of [0, 1, 49, 50, 51, 99, 100, 101, 249, 250, 251, 499, 500, 501, 1_000]) {
      const { read } = pagesOf(count, { cap });
      expect(await listAll(read, "list"), `of ${count}`).toHaveLength(count);
      expect(await listVisible(read), `of ${count}`).toHaveLength(count);
    }
  });

  test.each([
    [0, [0]],
    [7, [0]],
    [249, [0]],
    [250, [0, 249]],
    [251, [0, 249]],
    [100, [0, 99]],
  ])("of %i members asks for the offsets %j", async (count, expected) => {
    const { read, offsets } = pagesOf(count);
    await listAll(read, "list");
    expect(offsets).toEqual(expected);
  });

  test("that ignores the offset and has another order each time is read once", async () => {
    let turn = 0;
    const read = async () => {
      turn++;
      return [...members(250).slice(turn * 7), ...members(250).slice(0, turn * 7)];
    };
    expect(await listAll(read, "list")).toHaveLength(250);
    expect(turn).toBe(2);
  });

  test.each([
    [50, 2],
    [249, 1],
    [250, 2],
    [251, 1],
    [300, 1],
  ])("that ignores the offset and has %i members is read with %i requests", async (count, requests) => {
    const { read, offsets } = pagesOf(count, { ignoresOffset: true });
    expect(await listAll(read, "list")).toHaveLength(count);
    expect(offsets).toHaveLength(requests);
  });

  test("begins anew when a member of an earlier page goes away, and loses none", async () => {
    const all = members(600);
    let calls = 0;
    const listed = await listAll(async (offset) => {
      if (++calls === 2) {
        all.splice(3, 1);
      }
      return pageOf(all)(offset);
    }, "list");
    expect(listed.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test("doubles none when members are put in front", async () => {
    const all = members(600);
    let calls = 0;
    const listed = await listAll(async (offset) => {
      if (++calls === 2) {
        all.unshift({ id: "new" });
      }
      return pageOf(all)(offset);
    }, "list");
    expect(listed.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test("fails if the collection changes in each attempt", async () => {
    const all = members(900);
    const restless = listAll(async (offset) => {
      all.shift();
      return pageOf(all)(offset);
    }, "list the customizers");
    await expect(restless).rejects.toThrow("Could not list the customizers: the collection changed while it was read");
  });

  test("of a tenant asks for the largest pages there are", async () => {
    const tenant = await testTenant();
    for (let index = 0; index < 600; index++) {
      tenant.edit.create(`c${index}`);
    }
    const client = new IscClient(providerConfig(tenant));
    expect(await client.customizers()).toHaveLength(600);
    const lists = tenant.requests.filter(({ route }) => route === "list");
    expect(lists).toHaveLength(3);
    expect(lists.every(({ query }) => query.includes("limit=250"))).toBe(true);
  });
});

describe("a walk that expects more members", () => {
  test("needs no overlap after a full page", async () => {
    const { read, offsets } = pagesOf(1_000);
    const walk = new PageWalk(read);
    for (let page = 0; page < 4; page++) {
      await walk.next(true);
    }
    expect(offsets).toEqual([0, 250, 500, 750]);
  });

  test("ends if the tenant refuses an offset at the end", async () => {
    const read = async (offset: number) => {
      if (offset >= 250) {
        throw new IscError({ what: "list", why: "the answer was 400", status: 400 });
      }
      return members(250).slice(offset);
    };
    const walk = new PageWalk(read);
    await walk.next(true);
    expect(await walk.next(true)).toEqual([]);
    expect(walk.isComplete).toBe(true);
  });
});

test("a look reads a changing collection once, and shows every member that was there all the time", async () => {
  const all = members(900);
  let calls = 0;
  const seen = await listVisible(async (offset) => {
    calls++;
    all.unshift({ id: `new${calls}` });
    return pageOf(all)(offset);
  });
  expect(calls).toBe(4);
  const ids = new Set(seen.map(({ id }) => id));
  expect(members(900).every(({ id }) => ids.has(id))).toBe(true);
});
