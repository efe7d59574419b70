import * as pulumi from "@pulumi/pulumi";
import { checkDeclaredArchive, ignoredArchive } from "./checkDeclaredArchive";
import { SailPointResource } from "./sailpointResource";

/** Inputs of {@link ConnectorCustomizerVersion}. */
export interface ConnectorCustomizerVersionArgs {
  /** The id of the customizer that gets the code. A change is a replacement, which uploads the code to the other customizer. */
  customizerId: pulumi.Input<string>;
  /**
   * The code: a `FileArchive` of a `.zip` or of a folder, an `AssetArchive`, or a `RemoteArchive` of a zip. SailPoint runs the
   * `index.js` at its top.
   *
   * A zip is uploaded as it is. A folder or `AssetArchive` is packed, to the same bytes for the same files on every machine,
   * uncompressed; links are followed, and system files such as `.DS_Store` are left out. The paths and bytes of the files
   * decide whether it changed: files that were only built or zipped again upload nothing. At most 256 MiB, and 512 MiB unpacked.
   */
  archive: pulumi.Input<pulumi.asset.Archive>;
}

/**
 * The code of a connector customizer: an uploaded archive, as SailPoint's packer (`spcx package`) makes it.
 *
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import * as sailpoint from "pulumi-sailpoint";
 *
 * const payroll = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll" });
 *
 * const version = new sailpoint.ConnectorCustomizerVersion("payroll", {
 *   customizerId: payroll.id,
 *   archive: new pulumi.asset.FileArchive("./customizer/dist/payroll-0.1.0.zip"),
 * });
 * ```
 *
 * The id is `{customizerId}/{version}`. Versions are append-only: new content is a replacement, which uploads the next
 * version, and deleting one makes no request. If somebody else uploaded a newer one, `pulumi refresh` shows it and the next
 * `pulumi up` uploads the declared content again. If the answer to an upload is lost, the customizer's `imageVersion` decides
 * whether it arrived; nothing is uploaded twice.
 */
export class ConnectorCustomizerVersion extends SailPointResource {
  /** The customizer that has the code. */
  declare readonly customizerId: pulumi.Output<string>;
  /** The code. */
  declare readonly archive: pulumi.Output<pulumi.asset.Archive>;
  /** The number that SailPoint gave it, from 1. */
  declare readonly version: pulumi.Output<number>;
  /** The id of the image that SailPoint built from it. */
  declare readonly imageId: pulumi.Output<string>;
  /** When it was uploaded, as SailPoint writes it; the time of the attempt if the answer to the upload was lost. */
  declare readonly created: pulumi.Output<string>;
  /** SHA-256, in hex, over the paths and bytes of the files; `unknown` if somebody else uploaded a newer version. */
  declare readonly contentSha256: pulumi.Output<string>;
  /** The id of the tenant it belongs to. Credentials of another tenant are refused before anything is changed. */
  declare readonly tenantId: pulumi.Output<string>;

  /** Whether a value is a ConnectorCustomizerVersion, of any copy of this package. */
  static override isInstance(value: unknown): value is ConnectorCustomizerVersion {
    return SailPointResource.isKind(value, "ConnectorCustomizerVersion");
  }

  /**
   * @param name the resource's logical name
   * @throws RunError if the option `import` is given, which no dynamic provider can serve
   */
  constructor(name: string, args: ConnectorCustomizerVersionArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      version: undefined,
      imageId: undefined,
      created: undefined,
      contentSha256: undefined,
      tenantId: undefined,
    };
    const declaredBy = `ConnectorCustomizerVersion "${name}"`;
    const check = isIgnored(opts, "archive") ? ignoredArchive : checkDeclaredArchive;
    const declared = pulumi.output(args.archive);
    const archive = declared.apply(async (known) => check(known, declaredBy, await pulumi.isSecret(declared)));
    super("ConnectorCustomizerVersion", name, { ...outputs, ...args, archive }, opts);
  }
}

/** Whether the engine keeps a property as it is in the state, whatever the program declares. */
function isIgnored(opts: pulumi.CustomResourceOptions | undefined, property: string): boolean {
  return opts?.ignoreChanges?.some((path) => path === property || path === "*") ?? false;
}
