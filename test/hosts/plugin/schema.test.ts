import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { resolveConfig } from "../../../provider/config";
import { RESOURCE_TOKENS } from "../../../provider/hosts/plugin/resourceTypes";
import { FUNCTION_TOKENS } from "../../../provider/hosts/plugin/rpc/invoke";
import { PluginProcess, urnOf } from "../../support/pluginProcess";
import { configOf, testTenant } from "../../support/testTenant";

const run = promisify(execFile);

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: string;
  readonly secret?: boolean;
  readonly defaultInfo?: { readonly environment: readonly string[] };
}

interface Schema {
  readonly config: { readonly variables: Record<string, Property> };
  readonly provider: { readonly inputProperties: Record<string, Property> };
  readonly types: Record<string, { readonly enum?: readonly { readonly value: string }[] }>;
  readonly resources: Record<
    string,
    {
      readonly isComponent?: boolean;
      readonly description: string;
      readonly properties: Record<string, Property>;
      readonly required: readonly string[];
      readonly inputProperties: Record<string, Property>;
      readonly requiredInputs?: readonly string[];
    }
  >;
  readonly functions: Record<string, { readonly description: string }>;
}

const schema = JSON.parse(readFileSync("plugin/schema.json", "utf8")) as Schema;
const customResources = Object.entries(schema.resources).filter(([, { isComponent }]) => !isComponent);

/** The input that a failure is about. If the engine must not print its value, only the reason names it. */
function inputOf({ property, reason }: { property: string; reason: string }): string {
  return property || (reason.split(": ")[0] ?? "");
}

describe("plugin/schema.json", () => {
  test("is what tools/schema.mjs makes of the docstrings and the reference pages", { timeout: 60_000 }, async () => {
    await run(process.execPath, ["tools/schema.mjs", "--check"]);
  });

  test("has the resources and functions that the plugin serves", () => {
    expect(customResources.map(([token]) => token)).toEqual(RESOURCE_TOKENS);
    expect(Object.keys(schema.functions).sort()).toEqual([...FUNCTION_TOKENS].sort());
  });

  test("describes everything", () => {
    const described = [
      ...Object.values(schema.resources).flatMap((one) => [
        one,
        ...Object.values(one.properties),
        ...Object.values(one.inputProperties),
      ]),
      ...Object.values(schema.functions),
      ...Object.values(schema.config.variables),
      ...Object.values(schema.provider.inputProperties),
    ];
    for (const one of described) {
      expect(one.description).toMatch(/\w/);
    }
    for (const { description } of Object.values(schema.resources)) {
      expect(description).toMatch(/```yaml[\s\S]*```typescript[\s\S]*```python/);
    }
  });

  test("requires the inputs that the checks require, and has the inputs and outputs that the resources have", async () => {
    const tenant = await testTenant();
    const plugin = await PluginProcess.start();
    onTestFinished(() => plugin.stop());
    await plugin.configure(configOf(tenant));
    for (const [token, { inputProperties, requiredInputs = [], properties, required }] of customResources) {
      const urn = urnOf(token.split(":")[2] ?? "");
      const { failures } = await plugin.check(urn, {});
      expect(failures.map(inputOf).sort()).toEqual([...requiredInputs].sort());
      for (const [name, { type }] of Object.entries(inputProperties)) {
        const wrong = await plugin.check(urn, { [name]: type === "boolean" ? "text" : 7 });
        expect(wrong.failures.map(inputOf), `${token} ${name}`).toContain(name);
      }
      const { properties: outputs } = await plugin.create(urn, {}, true);
      const computed = Object.keys(properties).filter((name) => !(name in inputProperties));
      expect(Object.keys(outputs).sort()).toEqual(computed.sort());
      expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
    }
  });

  test("has the values of onNameChange that the check takes", async () => {
    const tenant = await testTenant();
    const plugin = await PluginProcess.start();
    onTestFinished(() => plugin.stop());
    await plugin.configure(configOf(tenant));
    const values = schema.types["sailpoint:index:OnNameChange"]?.enum?.map(({ value }) => value) ?? [];
    expect(values).toHaveLength(2);
    for (const onNameChange of values) {
      expect((await plugin.check(urnOf("ConnectorCustomizer"), { name: "x", onNameChange })).failures).toEqual([]);
    }
  });

  test("has the settings of the configuration, with their environment variables and defaults", () => {
    const { variables } = schema.config;
    expect(Object.keys(schema.provider.inputProperties)).toEqual(Object.keys(variables));
    const required = { baseUrl: "https://x.api.identitynow.com", clientId: "i", clientSecret: "s" };
    const resolve = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}) =>
      resolveConfig((key) => config[key], env);
    for (const [key, { defaultInfo, default: standard }] of Object.entries(variables)) {
      const { [key as keyof typeof required]: _, ...others } = required;
      const [environment] = defaultInfo?.environment ?? [];
      if (standard !== undefined) {
        expect(resolve({ ...required, [key]: standard })).toEqual(resolve(required));
      }
      if (environment !== undefined && key in required) {
        const value = required[key as keyof typeof required];
        expect(resolve(others, { [environment]: value })).toEqual(resolve(required));
      } else if (environment !== undefined && standard !== undefined) {
        expect(() => resolve(required, { [environment]: "bogus" })).toThrow(`sailpoint:${key} `);
      }
    }
  });

  test("only the client secret is a secret", () => {
    for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
      const secrets = Object.entries(properties).filter(([, { secret }]) => secret);
      expect(secrets.map(([name]) => name)).toEqual(["clientSecret"]);
    }
  });

  test("an explicit provider takes no default from the environment, which would write it into the state", () => {
    for (const property of Object.values(schema.provider.inputProperties)) {
      expect(property).not.toHaveProperty("defaultInfo");
      expect(property).not.toHaveProperty("default");
    }
  });
});
