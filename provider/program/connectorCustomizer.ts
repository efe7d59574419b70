import type * as pulumi from "@pulumi/pulumi";
import { SailPointResource } from "./sailpointResource";

/** Inputs of {@link ConnectorCustomizer}. */
export interface ConnectorCustomizerArgs {
  /**
   * The customizer's name in SailPoint. Not empty, without white space at its ends; one that the tenant has already is an
   * error (see `adopt`), and two resources of a program must not share one.
   * Default: the resource's logical name.
   */
  name?: pulumi.Input<string>;
  /**
   * What a changed `name` does. `"replace"` (default): a new customizer is created and the old one deleted, as the API
   * reference calls names immutable. `"rename"`: the customizer keeps its id and is renamed with PUT, as SailPoint's own
   * tools do; if the tenant does not take the new name, that is an error and the state stays as it was.
   * Changing this input alone makes no request. (API reference, putConnectorCustomizer: "These fields are immutable: `id`,
   * `name`, `type`.")
   */
  onNameChange?: pulumi.Input<"replace" | "rename">;
  /**
   * What to do where the tenant already has a customizer of this name. `false` (default): an error that names it.
   * `true`: the one existing customizer of this name is taken over instead of creating another; several are an error.
   * Default for a whole stack: `pulumi config set sailpoint:adopt true`.
   * What was adopted is deleted by `pulumi destroy` like the rest, unless the option `retainOnDelete` is set.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A SailPoint Identity Security Cloud connector customizer: code added to a SaaS connector, as rules are to
 * appliance-based ones. This resource is the customizer itself; its code is a `ConnectorCustomizerVersion`, and a
 * connector instance uses it through a `ConnectorCustomizerLink`.
 *
 * ```ts
 * const payroll = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll" });
 * export const id = payroll.id;
 * ```
 *
 * The id is the customizer's id. A name changed outside of Pulumi is shown by `pulumi refresh` and put right by the next
 * `pulumi up`, in the way `onNameChange` says. Deleting one that is gone already is no error.
 */
export class ConnectorCustomizer extends SailPointResource {
  /** The customizer's name in SailPoint. */
  declare readonly name: pulumi.Output<string>;
  /** The `onNameChange` input, if set. */
  declare readonly onNameChange: pulumi.Output<"replace" | "rename" | undefined>;
  /** The `adopt` input, if set. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** The newest uploaded version as of the last read; undefined before the first upload. */
  declare readonly imageVersion: pulumi.Output<number | undefined>;
  /** The image id of that version. */
  declare readonly imageId: pulumi.Output<string | undefined>;
  /** The id of the tenant it belongs to. Credentials of another tenant are refused before anything is changed. */
  declare readonly tenantId: pulumi.Output<string>;
  /** When it was created, as SailPoint writes it. */
  declare readonly created: pulumi.Output<string>;

  /**
   * Reads an existing customizer without managing it.
   *
   * @param name the logical name it gets in the stack
   * @param id the customizer's id; one that the tenant does not have is an error
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ConnectorCustomizer {
    return new ConnectorCustomizer(name, undefined, { ...opts, id });
  }

  /** Whether a value is a ConnectorCustomizer, of any copy of this package. */
  static override isInstance(value: unknown): value is ConnectorCustomizer {
    return SailPointResource.isKind(value, "ConnectorCustomizer");
  }

  /**
   * @param name the resource's logical name, and the customizer's name where `args.name` is not given
   * @throws RunError where the option `import` is given, which no dynamic provider can serve
   */
  constructor(name: string, args: ConnectorCustomizerArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const inputs = opts?.id === undefined ? { ...args, name: args.name === undefined ? name : args.name } : {};
    const outputs = { imageVersion: undefined, imageId: undefined, tenantId: undefined, created: undefined };
    super(
      "ConnectorCustomizer",
      name,
      { name: undefined, onNameChange: undefined, adopt: undefined, ...outputs, ...inputs },
      opts,
    );
  }
}
