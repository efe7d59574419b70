import { configSpec, providerSpec } from "./configVariables.mjs";
import { functionSpecs, typeSpecs } from "./functionSpecs.mjs";
import { resourceSpecs } from "./resourceSpecs.mjs";

/** The text of `plugin/schema.json`. The version is missing on purpose: the plugin adds the package's. */
export function schemaText() {
  const schema = {
    name: "sailpoint",
    displayName: "SailPoint",
    description: "Connector customizers of SailPoint Identity Security Cloud.",
    keywords: ["sailpoint", "identity-security-cloud", "connector-customizer", "category/cloud"],
    license: "Apache-2.0",
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true, generateResourceContainerTypes: true },
    },
    config: configSpec(),
    provider: providerSpec(),
    types: typeSpecs(),
    resources: resourceSpecs(),
    functions: functionSpecs(),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
