import * as pulumi from "@pulumi/pulumi";
import type { CustomizerDeploymentArgs } from "../../../program/customizerDeployment";
import { linksOf } from "../../../program/linksOf";

/** The type token of the component. */
export const CUSTOMIZER_DEPLOYMENT = "sailpoint:index:CustomizerDeployment";

/** A resource that the plugin serves. An output is declared by an input of that name that is undefined. */
class PluginResource extends pulumi.CustomResource {
  declare readonly version: pulumi.Output<number>;
  declare readonly imageId: pulumi.Output<string>;

  constructor(kind: string, name: string, props: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(`sailpoint:index:${kind}`, name, props, opts);
  }
}

/** The component `CustomizerDeployment` for all languages; its children are resources of the plugin. */
export class CustomizerDeployment extends pulumi.ComponentResource {
  /** The customizer's id. */
  readonly customizerId: pulumi.Output<string>;
  /** The number of the uploaded version. */
  readonly version: pulumi.Output<number>;
  /** The id of that version's image. */
  readonly imageId: pulumi.Output<string>;

  /** @throws RunError if `connectorInstanceIds` is not a list of ids, or has an id twice */
  constructor(name: string, args: CustomizerDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    const registerLinks = linksOf(name, args.connectorInstanceIds);
    super(CUSTOMIZER_DEPLOYMENT, name, {}, opts);
    const { archive, onNameChange, adopt, takeOver } = args;
    const customizer = new PluginResource(
      "ConnectorCustomizer",
      name,
      { name: args.name ?? name, onNameChange, adopt },
      { parent: this },
    );
    const code = new PluginResource(
      "ConnectorCustomizerVersion",
      name,
      { customizerId: customizer.id, archive, version: undefined, imageId: undefined },
      { parent: this },
    );
    const link = (child: string, connectorInstanceId: pulumi.Input<string>) => {
      const inputs = { connectorInstanceId, customizerId: customizer.id, takeOver };
      // An instance must not run a customizer whose code is not there yet.
      new PluginResource("ConnectorCustomizerLink", child, inputs, { parent: this, dependsOn: [code] });
    };
    registerLinks(link);
    this.customizerId = customizer.id;
    this.version = code.version;
    this.imageId = code.imageId;
    this.registerOutputs({ customizerId: this.customizerId, version: this.version, imageId: this.imageId });
  }
}
