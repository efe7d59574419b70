import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { type JsonAnswer, jsonServer } from "../support/jsonServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };
const REFUSAL = { status: 400, body: { messages: [{ text: "Unknown parameter" }] } };

/** A tenant that refuses every parameter of a listing. */
async function withoutParameters(whole: JsonAnswer) {
  const server = await jsonServer(({ url }) => (url.includes("?") ? REFUSAL : whole));
  const urls = () => server.seen.splice(0).map(({ url }) => url);
  return { client: new IscClient(server.config(), SILENT, PACE), urls };
}

describe("a listing of connector instances that refuses parameters", () => {
  test.each([0, 1, 7, 300])("is read without them for the rest of the run: %i instances", async (count) => {
    const body = Array.from({ length: count }, (_, index) => ({ id: `i${index}`, name: `Source ${index}` }));
    const { client, urls } = await withoutParameters({ body });
    expect(await client.connectorInstances()).toHaveLength(count);
    expect(urls()).toEqual(["/beta/connector-instances?offset=0&limit=250", "/beta/connector-instances"]);
    expect(await client.connectorInstances()).toHaveLength(count);
    expect(await client.connectorInstancesPage(0)).toHaveLength(count);
    expect(urls()).toEqual(["/beta/connector-instances", "/beta/connector-instances"]);
  });

  test("is no listing without pages if that is refused too", async () => {
    const { client, urls } = await withoutParameters({ status: 403 });
    await expect(client.connectorInstances()).rejects.toThrow("Unknown parameter");
    expect(urls()).toHaveLength(2);
    await expect(client.connectorInstances()).rejects.toThrow("Unknown parameter");
    expect(urls()).toHaveLength(2);
  });
});

test("a listing of customizers that refuses parameters is an error", async () => {
  const { client, urls } = await withoutParameters({ body: [] });
  await expect(client.customizers()).rejects.toThrow("Unknown parameter");
  expect(urls()).toHaveLength(1);
});
