import * as pulumi from "@pulumi/pulumi";
import { ConnectorCustomizer } from "./connectorCustomizer";
import { ConnectorCustomizerLink } from "./connectorCustomizerLink";
import { ConnectorCustomizerVersion } from "./connectorCustomizerVersion";
import { linksOf } from "./linksOf";

/** Inputs of {@link CustomizerDeployment}. */
export interface CustomizerDeploymentArgs {
  /**
   * The customizer's name in SailPoint, as in `ConnectorCustomizer`.
   *
   * @defaultValue the component's logical name
   */
  name?: pulumi.Input<string>;
  /** The code: a zip, a folder or assets, as in `ConnectorCustomizerVersion`. */
  archive: pulumi.Input<pulumi.asset.Archive>;
  /**
   * The ids of the connector instances that run the customizer's code. Each id may appear only once.
   * If the whole list is an output, the links appear in a preview only if the list is known by then.
   *
   * @defaultValue none
   */
  connectorInstanceIds?: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * What a name that differs does, as in `ConnectorCustomizer`.
   *
   * @defaultValue `"replace"`
   */
  onNameChange?: pulumi.Input<"replace" | "rename">;
  /**
   * Whether an existing customizer of this name is taken over, as in `ConnectorCustomizer`.
   *
   * @defaultValue the stack's `sailpoint:adopt`, else `false`
   */
  adopt?: pulumi.Input<boolean>;
  /**
   * Whether an instance's link to somebody else's customizer is replaced, as in `ConnectorCustomizerLink`. `false` makes it an
   * error.
   *
   * @defaultValue `false`
   */
  takeOver?: pulumi.Input<boolean>;
}

/**
 * A customizer, its code, and its links to connector instances. The component makes a `ConnectorCustomizer`, then a
 * `ConnectorCustomizerVersion`, then a `ConnectorCustomizerLink` for each instance.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as sailpoint from "pulumi-sailpoint";
 *
 * const payroll = new sailpoint.CustomizerDeployment("payroll", {
 *   archive: new pulumi.asset.FileArchive("./customizer/dist/payroll-0.1.0.zip"),
 *   connectorInstanceIds: ["5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001"],
 * });
 * ```
 *
 * The children have the component's logical name. A link is called `{name}-{connectorInstanceId}`, or `{name}-{position}` if
 * the id is another resource's output. New content uploads one version and touches no link. An instance that is added or
 * removed touches its own link only. An instance may move from one deployment of a program to another. When the customizer
 * is replaced, the new one has the code and the links before the old one is deleted.
 */
export class CustomizerDeployment extends pulumi.ComponentResource {
  /** The customizer's id. */
  readonly customizerId: pulumi.Output<string>;
  /** The number of the uploaded version. */
  readonly version: pulumi.Output<number>;
  /** The id of that version's image. */
  readonly imageId: pulumi.Output<string>;

  /**
   * @param name the component's logical name, and the customizer's name if `args.name` is not given
   * @throws RunError if `connectorInstanceIds` is not a list of ids, or has an id twice; nothing is registered then
   */
  constructor(name: string, args: CustomizerDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    const registerLinks = linksOf(name, args.connectorInstanceIds);
    super("sailpoint:index:CustomizerDeployment", name, {}, opts);
    const { archive, onNameChange, adopt, takeOver } = args;
    const customizer = new ConnectorCustomizer(
      name,
      {
        name: args.name ?? name,
        ...(onNameChange === undefined ? {} : { onNameChange }),
        ...(adopt === undefined ? {} : { adopt }),
      },
      { parent: this },
    );
    const version = new ConnectorCustomizerVersion(name, { customizerId: customizer.id, archive }, { parent: this });
    const link = (child: string, connectorInstanceId: pulumi.Input<string>) =>
      new ConnectorCustomizerLink(
        child,
        { connectorInstanceId, customizerId: customizer.id, ...(takeOver === undefined ? {} : { takeOver }) },
        // An instance must not run a customizer whose code is not there yet.
        { parent: this, dependsOn: [version] },
      );
    registerLinks(link);
    this.customizerId = customizer.id;
    this.version = version.version;
    this.imageId = version.imageId;
    this.registerOutputs({ customizerId: this.customizerId, version: this.version, imageId: this.imageId });
  }
}
