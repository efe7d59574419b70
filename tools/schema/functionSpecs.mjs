import { declarationsOf } from "./declarations.mjs";
import { pageOf, withExample } from "./examples.mjs";
import { typeSpec } from "./propertySpec.mjs";

const PATH = "provider/program/lookups.ts";

const FOUND = { ConnectorCustomizer: "connectorCustomizers", ConnectorInstance: "connectorInstances" };
const WHAT = { ConnectorCustomizer: "connector customizer", ConnectorInstance: "connector instance" };

/** The schema's `functions`: each kind by id or name, and all of a kind. */
export function functionSpecs() {
  return Object.fromEntries(
    Object.entries(FOUND).flatMap(([kind, list]) => [
      [
        `sailpoint:index:get${kind}`,
        {
          description: withExample(
            `Looks up one ${WHAT[kind]}: give exactly one input. It is an error if there is none, or if several have the name.`,
            pageOf(`sailpoint:index:get${kind}`),
          ),
          inputs: { type: "object", properties: inputSpecs(kind) },
          outputs: { type: "object", ...resultSpec(kind) },
        },
      ],
      [
        `sailpoint:index:get${kind}s`,
        {
          description: withExample(`Lists all ${WHAT[kind]}s of the tenant.`, pageOf(`sailpoint:index:get${kind}s`)),
          outputs: {
            type: "object",
            properties: {
              [list]: {
                type: "array",
                items: { $ref: `#/types/sailpoint:index:${kind}Info` },
                description: `The ${WHAT[kind]}s.`,
              },
            },
            required: [list],
          },
        },
      ],
    ]),
  );
}

function inputSpecs(kind) {
  return {
    id: { type: "string", description: `The id of the ${WHAT[kind]}.` },
    name: { type: "string", description: `The name of the ${WHAT[kind]} in SailPoint.` },
    ...(kind === "ConnectorInstance" && {
      sourceId: { type: "string", description: "The id of the source whose connector instance it is." },
      sourceName: { type: "string", description: "The name of the source whose connector instance it is." },
    }),
  };
}

/** The schema's `types`. */
export function typeSpecs() {
  return {
    "sailpoint:index:OnNameChange": {
      type: "string",
      description: "What a changed name of a customizer does.",
      enum: [
        { name: "Replace", value: "replace", description: "A new customizer is created and the old one deleted." },
        { name: "Rename", value: "rename", description: "The customizer keeps its id and gets the new name." },
      ],
    },
    ...Object.fromEntries(
      Object.keys(FOUND).map((kind) => [
        `sailpoint:index:${kind}Info`,
        { type: "object", description: `A ${WHAT[kind]} of the tenant.`, ...resultSpec(kind) },
      ]),
    ),
  };
}

function resultSpec(kind) {
  const members = [...declarationsOf(PATH).get(`Get${kind}Result`).members];
  return {
    properties: Object.fromEntries(
      members.map(([name, { description, type }]) => [name, { ...typeSpec(type), description }]),
    ),
    required: ["id", "name"],
  };
}
