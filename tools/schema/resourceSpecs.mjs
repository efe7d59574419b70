import { declarationsOf, mayBeUndefined } from "./declarations.mjs";
import { withExample } from "./examples.mjs";
import { typeSpec } from "./propertySpec.mjs";

const RESOURCES = [
  { name: "ConnectorCustomizer", example: "customizer", replaces: ["name"], lists: true },
  { name: "ConnectorCustomizerVersion", example: "version", replaces: ["customizerId", "archive"] },
  { name: "ConnectorCustomizerLink", example: "link", replaces: ["connectorInstanceId"], lists: true },
  { name: "CustomizerDeployment", example: "deployment", isComponent: true },
];

/** The schema's `resources`, from the docstrings of the classes that TypeScript programs use. */
export function resourceSpecs() {
  return Object.fromEntries(RESOURCES.map((one) => [`sailpoint:index:${one.name}`, resourceSpec(one)]));
}

function resourceSpec({ name, example, replaces = [], lists, isComponent }) {
  const path = `provider/program/${name[0].toLowerCase()}${name.slice(1)}.ts`;
  const declarations = declarationsOf(path);
  const { description, members: outputs } = declarations.get(name);
  const { members: inputs } = declarations.get(`${name}Args`);
  const required = [...inputs].filter(([, { optional }]) => !optional).map(([input]) => input);
  return {
    ...(isComponent && { isComponent }),
    description: withExample(description, example),
    properties: propertySpecs(outputs),
    required: [...outputs.keys()].filter((output) => !mayBeUndefined(path, name, output)),
    inputProperties: propertySpecs(inputs, replaces),
    ...(required.length > 0 && { requiredInputs: required }),
    ...(lists && { listInputs: { type: "object", properties: {} } }),
  };
}

function propertySpecs(members, replaces = []) {
  return Object.fromEntries(
    [...members].map(([name, { description, type }]) => [
      name,
      {
        ...typeSpec(type),
        description,
        // `onNameChange: "rename"` renames in place, so only the provider knows whether a new name replaces.
        ...(replaces.includes(name) && name !== "name" && { replaceOnChanges: true }),
      },
    ]),
  );
}
