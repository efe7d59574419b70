import type { StackContents } from "../../provider/hosts/converter/stackContents";
import type { ChosenCustomizer, ChosenLink, TenantContents } from "../../provider/hosts/converter/tenantContents";
import { stringLiteral } from "./stringLiteral";
import { variableNames } from "./variableNames";

/**
 * A TypeScript program that takes customizers and links over. It is formatted with two spaces, one property a line.
 *
 * @param stack the customizers that the stack has already: links refer to them by their ids
 */
export function typescriptProgram(
  { customizers, links }: Pick<TenantContents, "customizers" | "links">,
  stack: StackContents,
): string {
  const variables = variableNames(customizers.map(({ logicalName }) => logicalName));
  const variableOf = new Map(customizers.map(({ id, logicalName }) => [id, variables.get(logicalName) ?? ""]));
  return [
    'import * as sailpoint from "pulumi-sailpoint";\n',
    ...customizers.map((one) => customizerText(one, variableOf.get(one.id) ?? "")),
    ...links.map((one) => linkText(one, variableOf.get(one.connectorCustomizerId ?? ""), stack)),
  ].join("\n");
}

function customizerText({ logicalName, name, imageVersion }: ChosenCustomizer, variable: string): string {
  return resourceText({
    // Not shown: it stands in the program.
    comments: imageVersion === undefined ? [] : [`version ${imageVersion}, uploaded; declare its archive to manage it`],
    variable,
    kind: "ConnectorCustomizer",
    logicalName,
    inputs: { name: stringLiteral(name), adopt: "true" },
  });
}

function linkText(
  { logicalName, id, connectorCustomizerId = "" }: ChosenLink,
  variable: string | undefined,
  stack: StackContents,
): string {
  const inStack = stack.customizers.get(connectorCustomizerId);
  return resourceText({
    // Not shown: it stands in the program.
    comments: variable === undefined && inStack !== undefined ? [`to the customizer ${stringLiteral(inStack)}`] : [],
    variable: undefined,
    kind: "ConnectorCustomizerLink",
    logicalName,
    inputs: {
      connectorInstanceId: stringLiteral(id),
      customizerId: variable === undefined ? stringLiteral(connectorCustomizerId) : `${variable}.id`,
    },
  });
}

interface ResourceText {
  readonly comments: readonly string[];
  /** Undefined if nothing refers to the resource. */
  readonly variable: string | undefined;
  readonly kind: string;
  readonly logicalName: string;
  /** Expressions. */
  readonly inputs: Readonly<Record<string, string>>;
}

function resourceText({ comments, variable, kind, logicalName, inputs }: ResourceText): string {
  const properties = Object.entries(inputs).map(([key, value]) => `  ${key}: ${value},`);
  const call = callLines(variable, kind, stringLiteral(logicalName), ["{", ...properties, "}"]);
  return [...comments.map((comment) => `// ${comment}`), ...call, ""].join("\n");
}

const WIDTH = 80;

/** The call as the usual formatters break it. */
function callLines(
  variable: string | undefined,
  kind: string,
  name: string,
  [open = "", ...rest]: readonly string[],
): string[] {
  const assignment = variable === undefined ? "" : `const ${variable} =`;
  const call = `new sailpoint.${kind}(`;
  const head = assignment === "" ? call : `${assignment} ${call}`;
  const inOneLine = `${head}${name}, ${open}`;
  if (inOneLine.length <= WIDTH) {
    return [inOneLine, ...rest.slice(0, -1), `${rest.at(-1)});`];
  }
  const args = [`${name},`, open, ...rest.slice(0, -1), `${rest.at(-1)},`].map((line) => `  ${line}`);
  return head.length <= WIDTH
    ? [head, ...args, ");"]
    : [assignment, ...[call, ...args, ");"].map((line) => `  ${line}`)];
}
