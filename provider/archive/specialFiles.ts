import { ArchiveError } from "./archiveSource";

/** What the file system says about a path: `Stats` or `Dirent` of Node.js. */
interface FileType {
  isFIFO(): boolean;
  isSocket(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
}

/** What a path is if it is neither a file nor a folder nor a link. A reader of it may wait for ever. */
export function specialKind(about: FileType): string | undefined {
  if (about.isFIFO()) {
    return "a named pipe";
  }
  if (about.isSocket()) {
    return "a socket";
  }
  return about.isBlockDevice() || about.isCharacterDevice() ? "a device" : undefined;
}

/** The error of a path that is neither a file nor a folder. */
export function specialFileError(path: string, kind: string): ArchiveError {
  return new ArchiveError(
    `${path} is neither a file nor a folder, but ${kind}. Remove it, or move it out of the archive`,
  );
}
