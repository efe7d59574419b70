import { ArchiveError } from "./archiveSource";
import { checkFolder } from "./checkFolder";
import { existingPath } from "./existingPath";
import { specialFileError, specialKind } from "./specialFiles";

/** Names that the engine takes for archives. */
const ARCHIVE_NAME = /\.(?:zip|jar|tar|tgz|tar\.gz)\/*$/;

/**
 * Checks a path that an archive names, without reading what lies there: it exists, its folder holds files and folders alone,
 * and a zip opens.
 *
 * @param use whether the path is an archive (a folder or a zip), or one file of an archive
 * @throws ArchiveError
 */
export async function checkLocalPath(path: string, use: "archive" | "file"): Promise<void> {
  if (path === "") {
    throw new ArchiveError("the path is empty, which is no file and no folder");
  }
  const about = await existingPath(path).catch((error: ArchiveError) => {
    throw new ArchiveError(`${error.message}. Build it first, or correct the path`);
  });
  const kind = specialKind(about);
  if (kind !== undefined) {
    throw specialFileError(path, kind);
  }
  if (use === "file") {
    if (!about.isFile()) {
      throw new ArchiveError(`${path} is not a file. Use a FileArchive for a folder`);
    }
  } else if (about.isDirectory()) {
    if (ARCHIVE_NAME.test(path)) {
      throw new ArchiveError(
        `${path} is a folder with the name of an archive, which Pulumi would open as one. Rename the folder`,
      );
    }
    await checkFolder(path);
  } else if (!/\.(zip|jar)$/.test(path)) {
    throw new ArchiveError(
      `${path} is neither a folder nor a .zip, which is what SailPoint takes${await zipByContent(path)}`,
    );
  } else {
    const { zipEntries } = await import("./zipEntries.js");
    await zipEntries(path, path);
  }
}

async function zipByContent(path: string): Promise<string> {
  const { isZip } = await import("./otherFormat.js");
  return (await isZip(path))
    ? ". It is a zip, which Pulumi knows by the extension .zip in lower case: rename the file"
    : "";
}
