import * as pulumi from "@pulumi/pulumi";
import { requirePackage } from "./requirePackage";
import { runError } from "./runError";
import { secretInputsOf } from "./secretInputsOf";

/**
 * The base class of this package's resources. The SDK's dynamic provider finds their code by a `require` of a stable path.
 * States hold that text, so every later version of this package must be able to read it.
 */
export abstract class SailPointResource extends pulumi.CustomResource {
  /** Whether a value is a resource of this kind, made by any copy of this package. */
  protected static isKind(value: unknown, kind: string): boolean {
    return (value as { __pulumiType?: unknown } | undefined)?.__pulumiType === typeOf(kind);
  }

  protected constructor(kind: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined) {
      throw runError(
        `${kind} "${name}" cannot be imported with the option \`import\`: the engine passes a dynamic provider ` +
          `nothing about what to import. ${INSTEAD_OF_IMPORT[kind]?.replaceAll("NAME", name).replaceAll("ID", String(opts.import))}`,
      );
    }
    const path = `pulumi-sailpoint/dynamic/${kind}`;
    requirePackage(path);
    const provider = `exports.handler = () => require("${path}");`;
    super(typeOf(kind), name, { ...props, ...secretInputsOf(props), __provider: provider }, opts);
  }
}

const INSTEAD_OF_IMPORT: Readonly<Record<string, string>> = {
  ConnectorCustomizer:
    'To manage an existing one, set `adopt: true`; to only read it, use ConnectorCustomizer.get("NAME", "ID").',
  ConnectorCustomizerVersion:
    "The API does not return uploaded code: declare the version without `import`, which uploads its content once.",
  ConnectorCustomizerLink: "Declare the link without `import`: if it exists already, it is taken as it is.",
};

function typeOf(kind: string): string {
  return `pulumi-nodejs:dynamic/sailpoint:${kind}`;
}
