import { describe, expect, test } from "vitest";
import { connectorCustomizerLink } from "../../../provider/resources/connectorCustomizerLink/connectorCustomizerLink";
import { findConnectorCustomizer } from "../../../provider/resources/lookups/findConnectorCustomizer";
import { findConnectorInstance } from "../../../provider/resources/lookups/findConnectorInstance";
import type { Context } from "../../../provider/resources/resource";
import { resourceContext } from "../../support/resourceContext";
import { routesOf, testTenant } from "../../support/testTenant";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const UNKNOWN_SOURCE = "0".repeat(32);

type Look = (context: Context) => Promise<unknown>;
const LOOKS: readonly [string, Look, readonly string[]][] = [
  ["a source", ({ client }) => findConnectorInstance(client, { sourceId: UNKNOWN_SOURCE }), ["source", "sources"]],
  ["an instance", ({ client }) => findConnectorInstance(client, { id: UNKNOWN }), ["instance", "instances"]],
  ["a customizer", ({ client }) => findConnectorCustomizer(client, { id: UNKNOWN }), ["read", "list"]],
  [
    "a link's instance",
    (context) => connectorCustomizerLink.create(context, { connectorInstanceId: UNKNOWN, customizerId: "c1" }),
    ["instance", "instances"],
  ],
];

async function opened(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const tenant = await testTenant({
    instances: numbers.map((index) => ({ id: `i${index}`, name: `Instance ${index}` })),
  });
  for (const index of numbers) {
    tenant.edit.create(`Customizer ${index}`);
  }
  return { tenant, context: resourceContext(tenant) };
}

describe.each(LOOKS)("an unknown id of %s", (_, look, routes) => {
  test("costs one listing", async () => {
    const { tenant, context } = await opened(3);
    await expect(look(context)).rejects.toThrow("The nearest there are:");
    expect(routesOf(tenant)).toEqual(routes);
  });

  test("reads each page once, and shows what came since if it is unknown again", async () => {
    const { tenant, context } = await opened(260);
    await expect(look(context)).rejects.toThrow("The nearest there are:");
    expect(routesOf(tenant)).toEqual([...routes, routes[1]]);
    tenant.edit.create(UNKNOWN.slice(1));
    await expect(look(context)).rejects.toThrow(routes[1] === "list" ? UNKNOWN.slice(1) : "The nearest");
  });
});
