import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { IscError } from "../../provider/client/iscError";
import { SILENT } from "../../provider/client/log";
import { type JsonAnswer, jsonServer } from "../support/jsonServer";
import { providerConfig, routesOf, testTenant } from "../support/testTenant";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };
const NOT_FOUND = { status: 404, body: { detailCode: "404 Not found", messages: [{ text: "not found" }] } };
const GATEWAY = { status: 404, body: { message: "no Route matched with those values" } };

/** An API that answers listings and items as the test says. */
async function api(list: JsonAnswer, item: JsonAnswer) {
  const server = await jsonServer(({ url }) => (/\/connector-(customizers|instances)\?/.test(url) ? list : item));
  return { ...server, client: new IscClient(server.config(), SILENT, PACE) };
}

const OPERATIONS: Record<string, (client: IscClient) => Promise<unknown>> = {
  "a read": (client) => client.customizer("c1"),
  "a delete": (client) => client.deleteCustomizer("c1"),
  "a rename": (client) => client.renameCustomizer("c1", "new"),
  "an upload": (client) => client.uploadVersion("c1", Buffer.from("zip")),
  "a read of an instance": (client) => client.connectorInstance("i1"),
  "a change of a link": (client) => client.patchConnectorInstance("i1", []),
};

describe.each(Object.keys(OPERATIONS))("%s that is answered with 404", (name) => {
  const operation = OPERATIONS[name] as (client: IscClient) => Promise<unknown>;

  test.each<[string, JsonAnswer]>([
    ["the whole collection is missing", GATEWAY],
    ["a gateway answers for the collection", { status: 200, body: "<html>Not here</html>" }],
  ])("is an error that names the API version if %s", async (_, list) => {
    const { client } = await api(list, GATEWAY);
    const error = await operation(client).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IscError);
    expect((error as Error).message).toMatch(/does not serve .*sailpoint:apiVersion .*sailpoint:baseUrl/);
  });

  test("checks the collection with one request", async () => {
    const { client, seen } = await api({ body: [] }, NOT_FOUND);
    await operation(client).catch((error: Error) => expect(error.message).toContain("404"));
    expect(seen).toHaveLength(2);
  });

  test("is an error if the collection fails", async () => {
    const { client } = await api({ status: 503 }, NOT_FOUND);
    await expect(operation(client)).rejects.toThrow(/Whether the item is gone is not known.*503/);
  });
});

describe("an item that is gone", () => {
  test("costs no further request if the collection answered a moment ago", async () => {
    const tenant = await testTenant();
    const client = new IscClient(providerConfig(tenant));
    await client.customizers();
    expect(await client.customizer("c9")).toBeUndefined();
    expect(routesOf(tenant)).toEqual(["list", "read"]);
  });

  test("is checked once for all that ask together", async () => {
    const { client, seen } = await api({ body: null }, NOT_FOUND);
    const ids = Array.from({ length: 8 }, (_, index) => `c${index}`);
    expect(await Promise.all(ids.map((id) => client.customizer(id)))).toEqual(ids.map(() => undefined));
    expect(seen.filter(({ url }) => url.includes("?"))).toHaveLength(1);
  });

  test.each([403, 405])("is gone if listing is refused with %i and the 404 is SailPoint's", async (status) => {
    const { client } = await api({ status, body: { detailCode: "refused" } }, NOT_FOUND);
    expect(await client.connectorInstance("i1")).toBeUndefined();
  });

  test("is not taken as gone if listing is refused and the 404 may be a gateway's", async () => {
    const { client } = await api({ status: 403 }, GATEWAY);
    await expect(client.deleteCustomizer("c1")).rejects.toThrow("Whether the item is gone is not known");
  });
});

test.each([
  ["a listing", (client: IscClient) => client.customizers()],
  ["a create", (client: IscClient) => client.createCustomizer("a")],
] as const)("%s that is answered with 404 names the API version", async (_, operation) => {
  const server = await jsonServer(() => GATEWAY);
  const client = new IscClient(server.config({ apiVersion: "v2026" }), SILENT, PACE);
  await expect(operation(client)).rejects.toThrow(
    /does not serve \/v2026\/connector-customizers.*sailpoint:apiVersion/,
  );
  expect(server.seen).toHaveLength(1);
});
