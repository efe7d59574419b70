import type * as pulumi from "@pulumi/pulumi";
import { SailPointResource } from "./sailpointResource";

/** Inputs of {@link ConnectorCustomizerLink}. */
export interface ConnectorCustomizerLinkArgs {
  /** The id of the connector instance. Another instance is a replacement. */
  connectorInstanceId: pulumi.Input<string>;
  /** The id of the customizer that the instance is to use. Another customizer is an update in place. */
  customizerId: pulumi.Input<string>;
  /**
   * What to do where the instance is linked to another customizer. `false` (default): an error that names it. `true`: that
   * link is replaced. Changing this input alone makes no request.
   */
  takeOver?: pulumi.Input<boolean>;
}

/**
 * The link of a connector instance to the customizer whose code it runs. An instance has at most one.
 *
 * ```ts
 * new sailpoint.ConnectorCustomizerLink(
 *   "payroll",
 *   { connectorInstanceId: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001", customizerId: payroll.id },
 *   { dependsOn: version }, // an instance must not run a customizer whose code is not there yet
 * );
 * ```
 *
 * The id is the instance's id. A link that was removed or moved outside of Pulumi is shown by `pulumi refresh` and put
 * right by the next `pulumi up`. Deleting the resource unlinks the instance only if the link is still this one.
 */
export class ConnectorCustomizerLink extends SailPointResource {
  /** The connector instance. */
  declare readonly connectorInstanceId: pulumi.Output<string>;
  /** The customizer that it uses. */
  declare readonly customizerId: pulumi.Output<string>;
  /** The `takeOver` input, if set. */
  declare readonly takeOver: pulumi.Output<boolean | undefined>;
  /** The instance's name in SailPoint. */
  declare readonly connectorInstanceName: pulumi.Output<string>;
  /** The id of the tenant it belongs to. Credentials of another tenant are refused before anything is changed. */
  declare readonly tenantId: pulumi.Output<string>;

  /** Whether a value is a ConnectorCustomizerLink, of any copy of this package. */
  static override isInstance(value: unknown): value is ConnectorCustomizerLink {
    return SailPointResource.isKind(value, "ConnectorCustomizerLink");
  }

  /**
   * @param name the resource's logical name
   * @throws RunError where the option `import` is given, which no dynamic provider can serve
   */
  constructor(name: string, args: ConnectorCustomizerLinkArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { connectorInstanceName: undefined, tenantId: undefined };
    super("ConnectorCustomizerLink", name, { takeOver: undefined, ...outputs, ...args }, opts);
  }
}
