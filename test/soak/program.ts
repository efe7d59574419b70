/** A customizer that the program declares, with its code. */
export interface DeclaredCustomizer {
  readonly logical: string;
  readonly name: string;
  readonly adopt: boolean;
  readonly onNameChange: "replace" | "rename";
  /** The content of the uploaded code. Undefined: no version is declared. */
  readonly code: number | undefined;
  /** Whether a `CustomizerDeployment` declares it, with its code and its links. */
  readonly deployment: boolean;
}

/** A link that the program declares. The links of a deployment are its `connectorInstanceIds`. */
export interface DeclaredLink {
  readonly logical: string;
  readonly instance: string;
  /** The logical name of the customizer. */
  readonly customizer: string;
  readonly takeOver: boolean;
}

/** What the stack's program declares. */
export interface Program {
  readonly customizers: readonly DeclaredCustomizer[];
  readonly links: readonly DeclaredLink[];
}

export const EMPTY_PROGRAM: Program = { customizers: [], links: [] };

/** The text of the file that `code` stands for. */
export function codeText(code: number): string {
  return `module.exports = ${code};`;
}

/** A program that declares what `declared.json` describes. An edit therefore changes that file alone. */
export const PROGRAM_SOURCE = `
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const sailpoint = require("pulumi-sailpoint");
const { customizers, links } = JSON.parse(readFileSync("declared.json", "utf8"));
const archiveOf = (code) =>
  new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("module.exports = " + code + ";") });
for (const { logical, name, adopt, onNameChange, code, deployment } of customizers) {
  const own = links.filter(({ customizer }) => customizer === logical);
  if (deployment) {
    new sailpoint.CustomizerDeployment(logical, {
      name, adopt, onNameChange,
      archive: archiveOf(code),
      takeOver: own.some(({ takeOver }) => takeOver),
      connectorInstanceIds: own.map(({ instance }) => instance),
    });
    continue;
  }
  const customizer = new sailpoint.ConnectorCustomizer(logical, { name, adopt, onNameChange });
  const version = code === undefined
    ? []
    : [new sailpoint.ConnectorCustomizerVersion(logical, { customizerId: customizer.id, archive: archiveOf(code) })];
  for (const { logical: link, instance, takeOver } of own) {
    const args = { connectorInstanceId: instance, customizerId: customizer.id, takeOver };
    new sailpoint.ConnectorCustomizerLink(link, args, { dependsOn: version });
  }
}
`;
