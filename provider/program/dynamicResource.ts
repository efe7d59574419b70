import * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

/**
 * What every resource of this package is to the engine: one whose code the SDK's dynamic provider finds by a `require` of
 * a stable path. The text is what states hold, so it must stay readable by every later version of this package.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  /** Whether a value is a resource of a kind, of any copy of this package. */
  protected static isKind(value: unknown, kind: string): boolean {
    return (value as { __pulumiType?: unknown } | undefined)?.__pulumiType === typeOf(kind);
  }

  protected constructor(kind: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined) {
      throw runError(
        `${kind} "${name}" cannot be imported with the option \`import\`: the engine tells a dynamic provider nothing about ` +
          `what is to be imported. ${INSTEAD_OF_IMPORT[kind]?.replaceAll("NAME", name).replaceAll("ID", String(opts.import))}`,
      );
    }
    const provider = `exports.handler = () => require("pulumi-sailpoint/dynamic/${kind}");`;
    super(typeOf(kind), name, { ...props, __provider: provider }, opts);
  }
}

const INSTEAD_OF_IMPORT: Readonly<Record<string, string>> = {
  ConnectorCustomizer:
    'To manage an existing one, set `adopt: true`; to only read it, use ConnectorCustomizer.get("NAME", "ID").',
  ConnectorCustomizerVersion:
    "The API does not give back what was uploaded: declare the version without `import`, which uploads its content once.",
  ConnectorCustomizerLink: "Declare the link without `import`: where it is there already, it is taken as it is.",
};

function typeOf(kind: string): string {
  return `pulumi-nodejs:dynamic/sailpoint:${kind}`;
}
