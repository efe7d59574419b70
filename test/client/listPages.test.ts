import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { listAll, listSeen } from "../../provider/client/listPages";
import { providerConfig, testTenant } from "../support/testTenant";

const members = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}` }));
const pageOf = (all: readonly { id: string }[]) => async (offset: number) => all.slice(offset, offset + 250);

describe("a listing", () => {
  test.each([0, 1, 249, 250, 251, 499, 500, 1_000])("of %i reads each member once", async (count) => {
    const all = await listAll(pageOf(members(count)), "list");
    expect(all.map(({ id }) => id)).toEqual(members(count).map(({ id }) => id));
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

  test("says so where the collection does not keep still", async () => {
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

test("a look reads a moving collection once, and sees every member that is there all along on some page", async () => {
  const all = members(900);
  let calls = 0;
  const seen = await listSeen(async (offset) => {
    calls++;
    all.unshift({ id: `new${calls}` });
    return pageOf(all)(offset);
  });
  expect(calls).toBe(4);
  const ids = new Set(seen.map(({ id }) => id));
  expect(members(900).every(({ id }) => ids.has(id))).toBe(true);
});
