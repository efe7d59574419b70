import { describe, expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { jsonServer } from "../support/jsonServer";

const PACE = { backoff: { baseMs: 2, capMs: 10 }, patienceMs: 60, lookAgainAfterMs: [5, 20] };

describe("the type of a JSON Patch", () => {
  const patch = [{ op: "remove", path: "/connectorCustomizerId" }] as const;

  test("is plain JSON after a 400 that speaks of the content type", async () => {
    const refusal = {
      status: 400,
      body: { detailMessage: "Content type 'application/json-patch+json' not supported" },
    };
    const server = await jsonServer(({ contentType }) =>
      contentType === "application/json" ? { body: { id: "i1" } } : refusal,
    );
    const client = new IscClient(server.config());
    await client.patchConnectorInstance("i1", [{ op: "remove", path: "/connectorCustomizerId" }]);
  });

  test("is plain JSON after a 415, for the rest of the run", async () => {
    const server = await jsonServer(({ contentType }) =>
      contentType === "application/json" ? { body: { id: "i1" } } : { status: 415 },
    );
    const client = new IscClient(server.config(), undefined, PACE);
    expect(await client.patchConnectorInstance("i1", patch)).toEqual({ customizerId: undefined });
    await client.patchConnectorInstance("i2", patch);
    expect(server.seen.map(({ contentType }) => contentType)).toEqual([
      "application/json-patch+json",
      "application/json",
      "application/json",
    ]);
    expect(server.seen.map(({ body }) => JSON.parse(body))).toEqual([patch, patch, patch]);
  });

  test("is an error if both are refused", async () => {
    const server = await jsonServer(() => ({ status: 415 }));
    const client = new IscClient(server.config(), undefined, PACE);
    await expect(client.patchConnectorInstance("i1", patch)).rejects.toMatchObject({ name: "IscError", status: 415 });
    expect(server.seen).toHaveLength(2);
  });
});
