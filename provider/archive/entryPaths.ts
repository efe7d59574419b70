import { posix } from "node:path";
import { ArchiveError } from "./archiveSource";

/**
 * The path of an entry under a key of an AssetArchive. Segments `.` and slashes at the end are removed: `"./lib/"` is `lib`,
 * and `"."` is the top of the archive, the empty text.
 *
 * @throws ArchiveError if the key is absolute or has a segment `..`
 */
export function normalizeKey(key: string): string {
  if (key.startsWith("/") || key.includes("//") || key.split("/").includes("..")) {
    throw outsideError(key);
  }
  const path = posix.normalize(key).replace(/\/$/, "");
  return path === "." ? "" : path;
}

/** @throws ArchiveError if a key of an AssetArchive cannot be a path within the archive */
export function checkKey(key: string): void {
  const path = normalizeKey(key);
  if (path !== "") {
    refusePathOutside(path);
  }
}

/** @throws ArchiveError if a key of an AssetArchive cannot be the path of a file: the top of the archive, or `"lib/"` */
export function refuseFolderKey(key: string): void {
  if (/(?:^|\/)\.?$/.test(key)) {
    throw new ArchiveError(
      `the key ${JSON.stringify(key)} of an AssetArchive is the path of a folder, but holds a file. ` +
        'Give the file a name, for example "index.js", or use a FileArchive of a folder',
    );
  }
}

/** @throws ArchiveError if a path leads out of the archive, or cannot be the path of a file */
export function refusePathOutside(path: string): void {
  const parts = path.split("/");
  if (
    /[\\\p{Cc}]/u.test(path) ||
    parts.some((part) => part === "" || part === "." || part === "..") ||
    /^[a-z]:/i.test(path)
  ) {
    throw outsideError(path);
  }
}

/** @throws ArchiveError if a file lies in another file, which cannot be unpacked */
export function refuseFilesWithin(paths: Iterable<string>, label = ""): void {
  const files = new Set(paths);
  for (const path of files) {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      const above = path.slice(0, slash);
      if (files.has(above)) {
        throw new ArchiveError(
          `${label}the entry ${JSON.stringify(path)} lies in ${JSON.stringify(above)}, which is a file`,
        );
      }
    }
  }
}

function outsideError(path: string): ArchiveError {
  return new ArchiveError(`the entry ${JSON.stringify(path)} must be a path within the archive, with slashes`);
}
