import { declarationsOf, mayBeUndefined } from "./declarations.mjs";
import { pageOf, withExample } from "./examples.mjs";
import { typeSpec } from "./propertySpec.mjs";

const RESOURCES = [
  { name: "ConnectorCustomizer", replaces: ["name"], lists: true },
  { name: "ConnectorCustomizerVersion", replaces: ["customizerId", "archive"] },
  { name: "ConnectorCustomizerLink", replaces: ["connectorInstanceId"], lists: true },
  { name: "CustomizerDeployment", isComponent: true },
];

/** The schema's `resources`, from the docstrings of the classes that TypeScript programs use. */
export function resourceSpecs() {
  return Object.fromEntries(RESOURCES.map((one) => [`sailpoint:index:${one.name}`, resourceSpec(one)]));
}

/** The defaults of a resource's inputs, in words. */
export function inputDefaults(name) {
  const inputs = declarationsOf(sourceOf(name)).get(`${name}Args`).members;
  return Object.fromEntries([...inputs].map(([input, { standard }]) => [input, standard]));
}

const sourceOf = (name) => `provider/program/${name[0].toLowerCase()}${name.slice(1)}.ts`;

function resourceSpec({ name, replaces = [], lists, isComponent }) {
  const path = sourceOf(name);
  const declarations = declarationsOf(path);
  const { description, members: outputs } = declarations.get(name);
  const { members: inputs } = declarations.get(`${name}Args`);
  const required = [...inputs].filter(([, { optional }]) => !optional).map(([input]) => input);
  return {
    ...(isComponent && { isComponent }),
    description: withExample(description, pageOf(`sailpoint:index:${name}`)),
    properties: propertySpecs(outputs),
    required: [...outputs.keys()].filter((output) => !mayBeUndefined(path, name, output)),
    inputProperties: propertySpecs(inputs, replaces),
    ...(required.length > 0 && { requiredInputs: required }),
    ...(lists && { listInputs: { type: "object", properties: {} } }),
  };
}

function propertySpecs(members, replaces = []) {
  return Object.fromEntries(
    [...members].map(([name, { description, standard, type }]) => [
      name,
      {
        ...typeSpec(type),
        description: standard ? `${description} Default: ${standard}.` : description,
        // `onNameChange: "rename"` renames in place, so only the provider knows whether a new name replaces.
        ...(replaces.includes(name) && name !== "name" && { replaceOnChanges: true }),
      },
    ]),
  );
}
