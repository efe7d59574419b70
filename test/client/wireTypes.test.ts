import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { IscError } from "../../provider/client/iscError";
import { SILENT } from "../../provider/client/log";
import { jsonServer } from "../support/jsonServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 5_000, lookAgainAfterMs: [] };

async function answering(body: unknown) {
  const server = await jsonServer(() => ({ body }));
  return { ...server, client: new IscClient(server.config(), SILENT, PACE) };
}

describe("a record of somebody else in a listing", () => {
  test.each([
    ["created null", { name: "a", created: null }],
    ["an empty created", { name: "a", created: "" }],
    ["no created", { name: "a" }],
    ["no name", { created: "2026" }],
    ["a null name", { name: null, created: "2026" }],
    ["a number as name", { name: 7, created: "2026" }],
    ["its imageVersion as text", { name: "a", created: "2026", imageVersion: "3" }],
    ["an unreadable imageVersion", { name: "a", created: "2026", imageVersion: "latest" }],
    ["an object as imageID", { name: "a", created: "2026", imageID: {} }],
  ])("with %s stops nobody", async (_, fields) => {
    const ours = { id: "c2", name: "Payroll", created: "2026" };
    const { client } = await answering([{ id: "c1", ...fields }, ours]);
    expect((await client.customizers()).map(({ id, name }) => [id, name]).at(1)).toEqual(["c2", "Payroll"]);
  });

  test.each([{ name: null }, {}, { name: "a", connectorCustomizerId: 7 }])(
    "may be an instance like %j",
    async (fields) => {
      const { client } = await answering([{ id: "i1", ...fields }]);
      expect(await client.connectorInstances()).toMatchObject([{ id: "i1", connectorCustomizerId: undefined }]);
    },
  );

  test.each([
    ["no id", { name: "a" }, "member 2 of the list has no id"],
    ["a null id", { id: null }, "id of member 2 of the list is null instead of a text"],
    ["an empty id", { id: "" }, "id of member 2 of the list is empty"],
    ["nothing, being a list", [], "member 2 of the list is a list instead of an object"],
    ["a number as id", { id: 7 }, "id of member 2 of the list is a number instead of a text"],
  ])("with %s is named", async (_, member, problem) => {
    const { client, seen } = await answering([{ id: "c1" }, member]);
    await expect(client.customizers()).rejects.toThrow(`not what the API reference describes: ${problem}. `);
    expect(seen).toHaveLength(1);
  });
});

test("a list that is null is empty", async () => {
  const { client } = await answering(null);
  expect(await client.customizers()).toEqual([]);
  expect(await client.connectorInstances()).toEqual([]);
});

describe("a reply of another shape shows which", () => {
  test.each([
    [{ id: "c1" }, "it has no name"],
    [{ id: "c1", name: "a", imageVersion: "latest" }, "imageVersion is a text instead of a number"],
    [{ id: "c1", name: "a", imageVersion: 1.5 }, "imageVersion is not a whole number"],
    [[{ id: "c1", name: "a" }], "it is a list instead of an object"],
    [{ data: { id: "c1" }, meta: {} }, "it has no id"],
    [null, "it is null instead of an object"],
  ])("%j", async (body, problem) => {
    const { client } = await answering(body);
    await expect(client.customizer("c1")).rejects.toThrow(`not what the API reference describes: ${problem}`);
  });
});

test("200 with an error body shows the tenant's reason", async () => {
  const { client, seen } = await answering({ detailCode: "500", messages: [{ text: "The shard is down." }] });
  await expect(client.customizers()).rejects.toThrow(
    "it is an object with the members detailCode, messages instead of a list: The shard is down.",
  );
  expect(seen).toHaveLength(1);
});

describe("a single customizer", () => {
  test("may lack everything but its id and name", async () => {
    const { client } = await answering({ id: "c1", name: "a", created: null, imageVersion: "12" });
    expect(await client.customizer("c1")).toMatchObject({ id: "c1", name: "a", created: "", imageVersion: 12 });
  });

  test.each([{ id: "c1" }, { id: "c1", name: 7 }, { id: "c1", name: "a", imageVersion: "latest" }])(
    "like %j is an error and never a value",
    async (body) => {
      const { client, seen } = await answering(body);
      await expect(client.customizer("c1")).rejects.toThrow("not what the API reference describes");
      expect(seen).toHaveLength(1);
    },
  );

  test("may be created with a reply that shows its id alone", async () => {
    const { client } = await answering({ id: "c1" });
    expect(await client.createCustomizer("Payroll")).toMatchObject({ id: "c1", name: "Payroll" });
  });

  test("is not known to exist if the reply to its creation has no id, and the request is not repeated", async () => {
    const { client, seen } = await answering({ name: "Payroll" });
    const error = await client.createCustomizer("Payroll").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IscError);
    expect(error).toMatchObject({ ambiguous: true });
    expect(seen).toHaveLength(1);
  });

  test("is accepted as renamed if the reply shows something else", async () => {
    const { client } = await answering({ status: "ok" });
    expect(await client.renameCustomizer("c1", "new")).toBe("accepted");
  });
});

test.each([{}, "text", 7, [{ id: 7 }]])("complete JSON of another shape, %j, is not asked for again", async (body) => {
  const { client, seen } = await answering(JSON.stringify(body));
  await expect(client.customizers()).rejects.toThrow("not what the API reference describes");
  expect(seen).toHaveLength(1);
});
