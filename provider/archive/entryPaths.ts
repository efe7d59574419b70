import { ArchiveError } from "./archiveSource";

/** @throws ArchiveError where a path leads out of the archive, or to no file */
export function refusePathOutside(path: string): void {
  const parts = path.split("/");
  if (
    /[\\\p{Cc}]/u.test(path) ||
    parts.some((part) => part === "" || part === "." || part === "..") ||
    /^[a-z]:/i.test(path)
  ) {
    throw new ArchiveError(`the entry ${JSON.stringify(path)} must be a path within the archive, with slashes`);
  }
}

/** @throws ArchiveError where one file's path leads through another file, so that both cannot be unpacked */
export function refuseFilesWithin(paths: Iterable<string>, called = ""): void {
  const files = new Set(paths);
  for (const path of files) {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      const above = path.slice(0, slash);
      if (files.has(above)) {
        throw new ArchiveError(
          `${called}the entry ${JSON.stringify(path)} lies in ${JSON.stringify(above)}, which is a file`,
        );
      }
    }
  }
}
