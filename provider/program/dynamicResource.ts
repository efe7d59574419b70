import * as pulumi from "@pulumi/pulumi";

/**
 * What every resource of this package is to the engine: one whose code the SDK's dynamic provider finds by a `require` of
 * a stable path. The text is what states hold, so it must stay readable by every later version of this package.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  protected constructor(kind: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined) {
      throw new pulumi.RunError(
        `${kind} "${name}" cannot be imported with the option \`import\`: the engine tells a dynamic provider nothing about ` +
          `what is to be imported. To manage an existing one, set \`adopt: true\` where the resource has that input; ` +
          `to only read it, use ${kind}.get("${name}", "${opts.import}").`,
      );
    }
    const provider = `exports.handler = () => require("pulumi-sailpoint/dynamic/${kind}");`;
    super(`pulumi-nodejs:dynamic/sailpoint:${kind}`, name, { ...props, __provider: provider }, opts);
  }
}
