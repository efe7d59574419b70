import Ajv, { type ValidateFunction } from "ajv";

const text = { type: "string", minLength: 1 } as const;
const map = (value: object) => ({ type: "object", additionalProperties: value });

function object(properties: Readonly<Record<string, object>>, required = Object.keys(properties)) {
  return { type: "object", properties, required, additionalProperties: false };
}

function manifest(kind: string, properties: Readonly<Record<string, object>>) {
  const metadata = object({ name: text, namespace: text });
  return object({ apiVersion: { const: "pulumi.com/v1" }, kind: { const: kind }, metadata, ...properties });
}

const environmentVariable = {
  oneOf: [
    object({ type: { const: "Secret" }, secret: object({ name: text, key: text }) }),
    object({ type: { const: "Literal" }, literal: object({ value: text }) }),
  ],
};

/**
 * The fields of the operator's objects that may be used here, as its reference describes them (docs/stacks.md and docs/programs.md of
 * version 2). The operator's own definitions are in no package, so a new field has to be added here.
 */
const SCHEMAS = {
  Stack: manifest("Stack", {
    spec: {
      ...object(
        {
          serviceAccountName: text,
          stack: text,
          projectRepo: { type: "string", pattern: "^https://" },
          branch: text,
          shallow: { type: "boolean" },
          programRef: object({ name: text }),
          refresh: { type: "boolean" },
          resyncFrequencySeconds: { type: "integer", minimum: 60 },
          continueResyncOnCommitMatch: { type: "boolean" },
          destroyOnFinalize: { type: "boolean" },
          config: map({ type: "string" }),
          envRefs: map(environmentVariable),
          workspaceTemplate: object({ spec: object({ image: text }) }),
        },
        ["serviceAccountName", "stack", "envRefs", "workspaceTemplate"],
      ),
      oneOf: [{ required: ["projectRepo", "branch"] }, { required: ["programRef"] }],
    },
  }),
  Program: manifest("Program", {
    program: object(
      {
        configuration: map(
          object({ type: { enum: ["String", "Number", "List<Number>", "List<String>"] }, default: {} }, []),
        ),
        variables: map({}),
        resources: map(object({ type: text, properties: map({}), options: map({}) }, ["type"])),
        outputs: map({}),
      },
      ["resources"],
    ),
  }),
};

const ajv = new Ajv({ allErrors: true, strict: false });
const VALIDATORS = new Map<string, ValidateFunction>(
  Object.entries(SCHEMAS).map(([kind, schema]) => [kind, ajv.compile(schema)]),
);

/** What is wrong with a `Stack` or a `Program`. */
export function faultsOf(object: { readonly kind: string }): string[] {
  const validate = VALIDATORS.get(object.kind);
  if (!validate) {
    throw new Error(`There is no schema for ${object.kind}`);
  }
  return validate(object)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
