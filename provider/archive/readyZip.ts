import { archiveLabel } from "./archiveLabel";
import { type Archive, ArchiveError, MAX_ZIP_BYTES } from "./archiveSource";
import { existingPath } from "./existingPath";
import { type Download, localCopy } from "./remoteFile";
import type { Scratch } from "./scratch";

/**
 * The path of an archive that is a zip already, which is uploaded as it is. Undefined for what has to be packed.
 *
 * @throws ArchiveError if it does not exist, is too large, or cannot be downloaded
 */
export async function readyZip(archive: Archive, scratch: Scratch, download: Download): Promise<string | undefined> {
  const { source } = archive;
  if ("assets" in source || "hidden" in source) {
    return undefined;
  }
  const path = "uri" in source ? await localCopy(source.uri, scratch, download) : source.path;
  const about = await existingPath(path);
  if (about.isDirectory() && "path" in source) {
    return undefined;
  }
  if (!about.isFile()) {
    throw new ArchiveError(`${archiveLabel(archive)} is neither a file nor a folder`);
  }
  if (about.size > MAX_ZIP_BYTES) {
    throw new ArchiveError(`${archiveLabel(archive)} is larger than ${MAX_ZIP_BYTES} bytes`);
  }
  return path;
}
