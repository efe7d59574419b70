import type * as pulumi from "@pulumi/pulumi";
import { SailPointResource } from "./sailpointResource";

/** Inputs of {@link ConnectorCustomizer}. */
export interface ConnectorCustomizerArgs {
  /**
   * The customizer's name in SailPoint: not empty, no white space at its ends, unless it exists and is adopted or imported. Each
   * resource of a program needs another name, unless both were imported.
   * A name that the tenant already has is an error, unless `adopt` is set.
   *
   * @defaultValue the resource's logical name
   */
  name?: pulumi.Input<string>;
  /**
   * What a name that differs does, whether the program or an administrator in SailPoint changed it. `"replace"`: a new customizer
   * is created, then the old one is deleted with its versions. `"rename"`: the customizer keeps its id and its versions, and is
   * renamed with PUT, as SailPoint's own tools do; if the tenant accepts the PUT but keeps the old name, that is an error and the
   * state stays as it was. A change of this input alone makes no request.
   *
   * The API reference, putConnectorCustomizer, is the source of the default: "These fields are immutable: `id`, `name`, `type`."
   *
   * @defaultValue `"replace"`
   */
  onNameChange?: pulumi.Input<"replace" | "rename">;
  /**
   * What to do if the tenant already has a customizer of this name. `false`: an error that names it. `true`: the one existing
   * customizer of this name is taken over, and none is created; if several have the name, that is an error.
   * `pulumi destroy` deletes an adopted customizer like any other, unless the resource option `retainOnDelete` is set.
   *
   * @defaultValue the stack's `sailpoint:adopt`, else `false`
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A SailPoint Identity Security Cloud connector customizer: code added to a SaaS connector, as rules are to
 * appliance-based ones. This resource is the customizer itself; its code is a `ConnectorCustomizerVersion`, and a
 * connector instance uses it through a `ConnectorCustomizerLink`.
 *
 * ```ts
 * import * as sailpoint from "pulumi-sailpoint";
 *
 * const payroll = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll" });
 * export const id = payroll.id;
 * ```
 *
 * The id is the customizer's id. `pulumi refresh` shows a name that was changed outside of Pulumi, and the next `pulumi up`
 * repairs it as `onNameChange` says. The delete of a customizer that is already gone succeeds. A delete keeps a customizer
 * that another resource of the program manages.
 */
export class ConnectorCustomizer extends SailPointResource {
  /** The customizer's name in SailPoint. */
  declare readonly name: pulumi.Output<string>;
  /** The `onNameChange` input, if set. */
  declare readonly onNameChange: pulumi.Output<"replace" | "rename" | undefined>;
  /** The `adopt` input, if set. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** The number of the newest uploaded version at the last read; undefined before the first upload. */
  declare readonly imageVersion: pulumi.Output<number | undefined>;
  /** The id of that version's image. */
  declare readonly imageId: pulumi.Output<string | undefined>;
  /** The id of its tenant, as the access token says it. Credentials of another tenant are refused before anything is changed. */
  declare readonly tenantId: pulumi.Output<string>;
  /** The time of its creation, as SailPoint writes it. */
  declare readonly created: pulumi.Output<string>;

  /**
   * Reads an existing customizer without managing it.
   *
   * @param name the logical name in the stack
   * @param id the customizer's id; an id that the tenant does not have is an error
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ConnectorCustomizer {
    return new ConnectorCustomizer(name, undefined, { ...opts, id });
  }

  /** Whether a value is a ConnectorCustomizer, of any copy of this package. */
  static override isInstance(value: unknown): value is ConnectorCustomizer {
    return SailPointResource.isKind(value, "ConnectorCustomizer");
  }

  /**
   * @param name the resource's logical name, and the customizer's name if `args.name` is not given
   * @throws RunError if the option `import` is given, which a dynamic provider cannot serve; or if the package is not among
   *   the project's own dependencies
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
