import * as pulumi from "@pulumi/pulumi";
import { ConnectorCustomizer } from "./connectorCustomizer";
import { ConnectorCustomizerLink } from "./connectorCustomizerLink";
import { ConnectorCustomizerVersion } from "./connectorCustomizerVersion";
import { runError } from "./runError";

/** Inputs of {@link CustomizerDeployment}. */
export interface CustomizerDeploymentArgs {
  /** The customizer's name in SailPoint. Default: the component's logical name. */
  name?: pulumi.Input<string>;
  /** The code, as `ConnectorCustomizerVersion` takes it. */
  archive: pulumi.Input<pulumi.asset.Archive>;
  /** The ids of the connector instances that are to use the customizer. Default: none. Each id may appear only once. */
  connectorInstanceIds?: readonly pulumi.Input<string>[];
  /** What a changed `name` does, as in `ConnectorCustomizer`. Default: `"replace"`. */
  onNameChange?: pulumi.Input<"replace" | "rename">;
  /** Whether an existing customizer of this name is taken over, as in `ConnectorCustomizer`. Default: the stack's `sailpoint:adopt`, else `false`. */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A customizer with its code, linked to connector instances: a `ConnectorCustomizer`, a `ConnectorCustomizerVersion` and a
 * `ConnectorCustomizerLink` for each instance, made in this order.
 *
 * ```ts
 * const payroll = new sailpoint.CustomizerDeployment("payroll", {
 *   archive: new pulumi.asset.FileArchive("./customizer/dist/payroll-0.1.0.zip"),
 *   connectorInstanceIds: ["5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001"],
 * });
 * ```
 *
 * The children have the component's logical name, the links `{name}-{connectorInstanceId}`, or `{name}-{position}` where an
 * id is another resource's output. New content uploads one version and touches no link; an instance that is added or taken
 * away touches its own link only. When the customizer is replaced, the new one has the code and the links before the old
 * one goes.
 */
export class CustomizerDeployment extends pulumi.ComponentResource {
  /** The customizer's id. */
  readonly customizerId: pulumi.Output<string>;
  /** The number of the uploaded version. */
  readonly version: pulumi.Output<number>;
  /** The id of that version's image. */
  readonly imageId: pulumi.Output<string>;

  /**
   * @param name the component's logical name, and the customizer's name where `args.name` is not given
   * @throws RunError where an instance stands in `connectorInstanceIds` twice
   */
  constructor(name: string, args: CustomizerDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("sailpoint:index:CustomizerDeployment", name, {}, opts);
    const { archive, connectorInstanceIds = [], onNameChange, adopt } = args;
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
    for (const [child, connectorInstanceId] of linkNames(name, connectorInstanceIds)) {
      // An instance must not run a customizer whose code is not there yet.
      const after = { parent: this, dependsOn: [version] };
      new ConnectorCustomizerLink(child, { connectorInstanceId, customizerId: customizer.id }, after);
    }
    this.customizerId = customizer.id;
    this.version = version.version;
    this.imageId = version.imageId;
    this.registerOutputs({ customizerId: this.customizerId, version: this.version, imageId: this.imageId });
  }
}

function linkNames(name: string, ids: readonly pulumi.Input<string>[]): Map<string, pulumi.Input<string>> {
  const links = new Map<string, pulumi.Input<string>>();
  for (const [index, id] of ids.entries()) {
    const child = `${name}-${typeof id === "string" ? id : index}`;
    if (links.has(child)) {
      throw runError(`CustomizerDeployment "${name}": ${id} stands in connectorInstanceIds twice.`);
    }
    links.set(child, id);
  }
  return links;
}
