import { resolve } from "node:path";
import { codeText, PROGRAM_SOURCE, type Program } from "./program";
import { PROJECT, TYPES } from "./urns";

/** How the stack's program reaches the provider. */
export interface SoakHost {
  /** The program's files, by name, for what it declares. */
  files(program: Program): Readonly<Record<string, string>>;
  /** What the types of the package's resources begin with. */
  readonly types: string;
}

export const HOST_NAMES = ["dynamic", "plugin"] as const;

export type HostName = (typeof HOST_NAMES)[number];

/** A JavaScript program reads `declared.json`, and an edit changes that file alone. */
const dynamic: SoakHost = {
  types: TYPES,
  files: (program) => ({
    "Pulumi.yaml": `name: ${PROJECT}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`,
    "package.json": JSON.stringify({ name: PROJECT, private: true, main: "index.js" }),
    "index.js": PROGRAM_SOURCE,
    "declared.json": JSON.stringify(program),
  }),
};

/** A program in YAML, written as JSON, uses the plugin of this repository. */
const plugin: SoakHost = {
  types: "sailpoint:index:",
  files: (program) => ({
    "Pulumi.yaml": JSON.stringify({
      name: PROJECT,
      runtime: "yaml",
      plugins: { providers: [{ name: "sailpoint", path: resolve("plugin") }] },
      resources: Object.fromEntries(yamlResources(program)),
    }),
  }),
};

export const HOSTS: Readonly<Record<HostName, SoakHost>> = { dynamic, plugin };

type YamlResource = readonly [key: string, resource: object];

function yamlResources({ customizers, links }: Program): YamlResource[] {
  return customizers.flatMap(({ logical, name, adopt, onNameChange, code, deployment }): YamlResource[] => {
    const own = links.filter(({ customizer }) => customizer === logical);
    const archive = { "fn::assetArchive": { "index.js": { "fn::stringAsset": codeText(code ?? 0) } } };
    if (deployment) {
      const takeOver = own.some((link) => link.takeOver);
      const connectorInstanceIds = own.map(({ instance }) => instance);
      const properties = { name, adopt, onNameChange, archive, takeOver, connectorInstanceIds };
      return [[logical, { type: "sailpoint:CustomizerDeployment", properties }]];
    }
    // Keys are unique in the whole program, and a version has the logical name of its customizer.
    const id = `\${${logical}.id}`;
    const version: YamlResource = [
      `${logical}-version`,
      { type: "sailpoint:ConnectorCustomizerVersion", name: logical, properties: { customizerId: id, archive } },
    ];
    return [
      [logical, { type: "sailpoint:ConnectorCustomizer", properties: { name, adopt, onNameChange } }],
      ...(code === undefined ? [] : [version]),
      ...own.map(({ logical: link, instance, takeOver }): YamlResource => {
        const properties = { connectorInstanceId: instance, customizerId: id, takeOver };
        const options = code === undefined ? {} : { dependsOn: [`\${${logical}-version}`] };
        return [link, { type: "sailpoint:ConnectorCustomizerLink", properties, options }];
      }),
    ];
  });
}
