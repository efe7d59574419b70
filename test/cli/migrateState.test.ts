import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { migrateState } from "../../cli/migrateState";

// biome-ignore lint/suspicious/noExplicitAny: a stack's state is JSON
const exported = (): any => JSON.parse(readFileSync("test/fixtures/stackOf4932af8.json", "utf8"));

describe("migrateState", () => {
  test("moves every resource to the plugin and leaves no trace of the dynamic provider", () => {
    const { state, migrated } = migrateState(exported());
    expect(migrated).toBe(3);
    const text = JSON.stringify(state);
    expect(text).not.toContain("pulumi-nodejs");
    expect(text).not.toContain("__provider");
    // biome-ignore lint/suspicious/noExplicitAny: a stack's state is JSON
    const { resources } = state["deployment"] as any;
    const types = resources.map(({ type }: { type: string }) => type);
    expect(types).toEqual([
      "pulumi:pulumi:Stack",
      "pulumi:providers:sailpoint",
      "sailpoint:index:ConnectorCustomizer",
      "sailpoint:index:ConnectorCustomizerVersion",
      "sailpoint:index:ConnectorCustomizerLink",
    ]);
    expect(resources[3].dependencies).toEqual([resources[2].urn]);
    expect(resources[2].provider).toBe(`${resources[1].urn}::${resources[1].id}`);
  });

  test("takes the stack's settings along", () => {
    const before = exported();
    before.deployment.resources[1].inputs = { "sailpoint:baseUrl": "https://x.api.identitynow.com", "other:key": "v" };
    // biome-ignore lint/suspicious/noExplicitAny: a stack's state is JSON
    const { resources } = migrateState(before).state["deployment"] as any;
    expect(resources[1].inputs).toEqual({ baseUrl: "https://x.api.identitynow.com" });
  });

  test("keeps the dynamic provider for resources of other packages, and changes nothing the second time", () => {
    const before = exported();
    const [, provider, customizer] = before.deployment.resources;
    const other = { ...customizer, type: "pulumi-nodejs:dynamic:Resource", urn: `${provider.urn}-other` };
    before.deployment.resources.push(other);
    const { state } = migrateState(before);
    // biome-ignore lint/suspicious/noExplicitAny: a stack's state is JSON
    const { resources } = state["deployment"] as any;
    expect(resources).toContainEqual(provider);
    expect(resources).toContainEqual(other);
    expect(migrateState(state)).toEqual({ state, migrated: 0 });
  });

  test("refuses what is not a stack's state", () => {
    expect(() => migrateState({ version: 3 })).toThrow("pulumi stack export");
  });
});
