import type * as pulumi from "@pulumi/pulumi";
import { SailPointResource } from "./sailpointResource";

/** Inputs of {@link ConnectorCustomizerLink}. */
export interface ConnectorCustomizerLinkArgs {
  /** The id of the connector instance. A change is a replacement: the new instance is linked, then the old one unlinked. */
  connectorInstanceId: pulumi.Input<string>;
  /** The id of the customizer whose code the instance runs. A change is an update in place. */
  customizerId: pulumi.Input<string>;
  /**
   * What to do if the instance is linked to a customizer that this program does not manage. `false`: an error that
   * names the customizer. `true`: that link is replaced. A change of this input alone makes no request.
   *
   * @defaultValue `false`
   */
  takeOver?: pulumi.Input<boolean>;
}

/**
 * The link of a connector instance to the customizer whose code it runs. An instance has at most one.
 *
 * ```ts
 * import * as sailpoint from "pulumi-sailpoint";
 *
 * const customizer = sailpoint.getConnectorCustomizerOutput({ name: "Payroll" });
 * const instance = sailpoint.getConnectorInstanceOutput({ name: "Payroll SaaS" });
 *
 * new sailpoint.ConnectorCustomizerLink("payroll", { connectorInstanceId: instance.id, customizerId: customizer.id });
 * ```
 *
 * The id is the instance's id. `pulumi refresh` shows a link that was removed or moved outside of Pulumi, and the next
 * `pulumi up` repairs it. A delete unlinks the instance only if the link is still the one that this stack made.
 */
export class ConnectorCustomizerLink extends SailPointResource {
  /** The id of the connector instance. */
  declare readonly connectorInstanceId: pulumi.Output<string>;
  /** The id of the customizer whose code it runs. */
  declare readonly customizerId: pulumi.Output<string>;
  /** The `takeOver` input, if set. */
  declare readonly takeOver: pulumi.Output<boolean | undefined>;
  /** The instance's name in SailPoint. */
  declare readonly connectorInstanceName: pulumi.Output<string>;
  /** The id of its tenant. Credentials of another tenant are refused before anything is changed. */
  declare readonly tenantId: pulumi.Output<string>;

  /** Whether a value is a ConnectorCustomizerLink, of any copy of this package. */
  static override isInstance(value: unknown): value is ConnectorCustomizerLink {
    return SailPointResource.isKind(value, "ConnectorCustomizerLink");
  }

  /**
   * @param name the resource's logical name
   * @throws RunError if the option `import` is given, which a dynamic provider cannot serve; or if the package is not among
   *   the project's own dependencies
   */
  constructor(name: string, args: ConnectorCustomizerLinkArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = { connectorInstanceName: undefined, tenantId: undefined };
    super("ConnectorCustomizerLink", name, { takeOver: undefined, ...outputs, ...args }, opts);
  }
}
