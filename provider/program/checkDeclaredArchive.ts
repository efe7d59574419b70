import { asset, log, Output } from "@pulumi/pulumi";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

/**
 * Checks what can be checked without the provider: paths, links, zips, texts and URLs. The engine and the SDK would report
 * them half a minute later and with a stack, or only after the upload. Returns the archive.
 *
 * @param declaredBy the resource's name in messages
 * @param secret whether messages show no path, member name or URL
 * @throws RunError with the path or member at fault
 */
export async function checkDeclaredArchive(
  archive: asset.Archive,
  declaredBy: string,
  secret = false,
): Promise<asset.Archive> {
  if (!underMocks()) {
    await checkMember(archive, declaredBy, "the archive").catch((error: Error) => {
      throw secret ? runError(`${declaredBy}: ${SECRET_FAULT}`) : error;
    });
  }
  return archive;
}

/**
 * The archive of a resource whose option `ignoreChanges` has the engine keep the state's archive. The engine reads the declared
 * one all the same, so one that it cannot read is replaced by an empty one, which no new resource can upload.
 */
export async function ignoredArchive(
  archive: asset.Archive,
  declaredBy: string,
  secret = false,
): Promise<asset.Archive> {
  try {
    return await checkDeclaredArchive(archive, declaredBy, secret);
  } catch (error) {
    await log.info(
      `${(error as Error).message} This matters only for a new version: ignoreChanges keeps the archive of one that exists.`,
    );
    return new asset.AssetArchive({});
  }
}

const SECRET_FAULT =
  "the archive cannot be used. It is secret, so its paths, names and URLs are not shown: check that each exists and is correct.";

/** What the SDK's assets and archives have in common, from any copy of the SDK. */
type Member = Partial<
  Pick<asset.FileArchive, "path"> &
    Pick<asset.AssetArchive, "assets"> &
    Pick<asset.StringAsset, "text"> &
    Pick<asset.RemoteAsset, "uri">
>;

async function checkMember(member: unknown, declaredBy: string, label: string): Promise<void> {
  const { path: givenPath, assets, text, uri: givenUri } = (member ?? {}) as Member;
  const path = await givenPath;
  if (typeof path === "string") {
    const { checkLocalPath } = await import("../archive/checkLocalPath.js");
    await checkLocalPath(path, asset.Archive.isInstance(member) ? "archive" : "file").catch((error: Error) => {
      throw runError(`${declaredBy}: ${error.message}.`);
    });
  }
  const uri = await givenUri;
  if (typeof uri === "string") {
    const { refuseOtherProtocols, refuseQueryOfFile } = await import("../archive/remoteFile.js");
    try {
      refuseOtherProtocols(uri);
      refuseQueryOfFile(uri);
    } catch (error) {
      throw runError(`${declaredBy}: ${label}: ${(error as Error).message}.`);
    }
  }
  if ((await text) === "") {
    throw runError(
      `${declaredBy}: ${label} is an empty StringAsset, which the Pulumi SDK treats as missing. Use a FileAsset of an empty file.`,
    );
  }
  for (const [name, given] of Object.entries((await assets) ?? {})) {
    const inner: unknown = await given;
    if (Output.isInstance(inner)) {
      continue;
    }
    await checkKeyOf(name, inner).catch((error: Error) => {
      throw runError(`${declaredBy}: ${error.message}.`);
    });
    await checkMember(inner, declaredBy, JSON.stringify(name));
  }
}

async function checkKeyOf(name: string, member: unknown): Promise<void> {
  const { checkKey, refuseFolderKey } = await import("../archive/entryPaths.js");
  checkKey(name);
  if (asset.Asset.isInstance(member)) {
    refuseFolderKey(name);
  } else if (member !== undefined && Object(member) !== member) {
    throw new Error(
      `${JSON.stringify(name)} of an AssetArchive must be an asset or an archive, not ` +
        `${member === null ? "null" : `a value of type ${typeof member}`}. ` +
        "Use a StringAsset for a text, a FileAsset for a file, a FileArchive for a folder",
    );
  }
}
