import { statSync } from "node:fs";
import { asset } from "@pulumi/pulumi";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

/**
 * Gives an archive back that the engine and the SDK can take. Without this, they refuse it half a minute later and with a
 * stack, or only after it was uploaded.
 *
 * @param declaredBy what messages call the resource
 * @throws RunError naming the path or member that is at fault
 */
export async function checkDeclaredArchive(archive: asset.Archive, declaredBy: string): Promise<asset.Archive> {
  if (!underMocks()) {
    await check(archive, declaredBy);
  }
  return archive;
}

/** What the SDK's assets and archives have in common, of any copy of it. */
type Part = Partial<
  Pick<asset.FileArchive, "path"> & Pick<asset.AssetArchive, "assets"> & Pick<asset.StringAsset, "text">
>;

async function check(part: unknown, declaredBy: string, member = "the archive"): Promise<void> {
  const { path, assets, text } = (part ?? {}) as Part;
  const where = await path;
  if (typeof where === "string") {
    checkPath(where, asset.Archive.isInstance(part), declaredBy);
  }
  if ((await text) === "") {
    throw runError(
      `${declaredBy}: ${member} is an empty StringAsset, which Pulumi's SDK takes for none. Use a FileAsset of an empty file.`,
    );
  }
  for (const [name, one] of Object.entries((await assets) ?? {})) {
    await check(one, declaredBy, JSON.stringify(name));
  }
}

function checkPath(path: string, isArchive: boolean, declaredBy: string): void {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) {
    throw runError(
      `${declaredBy}: ${path} does not exist (seen from ${process.cwd()}). Build what it is to hold first, or correct the path.`,
    );
  }
  if (isArchive && about.isFile() && !/\.(zip|jar)$/i.test(path)) {
    throw runError(`${declaredBy}: ${path} is neither a folder nor a .zip, which is what SailPoint takes.`);
  }
}
