import { existsSync } from "node:fs";
import type { asset } from "@pulumi/pulumi";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

/**
 * Gives an archive back whose files are there. Without this, the engine refuses one that is missing half a minute later and
 * with a stack.
 *
 * @param declaredBy what messages call the resource
 * @throws RunError naming the path that is missing
 */
export async function withItsFiles(archive: asset.Archive, declaredBy: string): Promise<asset.Archive> {
  if (!underMocks()) {
    await check(archive, declaredBy);
  }
  return archive;
}

/** What the SDK's assets and archives have in common, of any copy of it. */
type Part = Partial<Pick<asset.FileArchive, "path"> & Pick<asset.AssetArchive, "assets">>;

async function check(part: unknown, declaredBy: string): Promise<void> {
  const { path, assets } = (part ?? {}) as Part;
  const where = await path;
  if (typeof where === "string" && !existsSync(where)) {
    throw runError(
      `${declaredBy}: ${where} does not exist (seen from ${process.cwd()}). Build what it is to hold first, or correct the path.`,
    );
  }
  for (const member of Object.values((await assets) ?? {})) {
    await check(member, declaredBy);
  }
}
