import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, readlink, stat } from "node:fs/promises";
import { type Archive, ArchiveError } from "./archiveSource";

/** What a path leads to. @throws ArchiveError if it leads to nothing, or cannot be read */
export async function existingPath(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw await pathError(path, error);
  }
}

/** Whether an archive's path leads to nothing. */
export function isMissing({ source }: Archive): Promise<boolean> {
  return "path" in source
    ? stat(source.path).then(
        () => false,
        () => true,
      )
    : Promise.resolve(false);
}

/** The error of a path that could not be used, for messages. */
export async function pathError(path: string, error: unknown): Promise<ArchiveError> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" && path.includes("\uFFFD")) {
    return new ArchiveError(`${path} has a name that is not UTF-8, so it cannot be opened. Rename the file`);
  }
  if (code === "ENOENT" || code === "ENOTDIR") {
    const target = await danglingTarget(path);
    return new ArchiveError(
      target === undefined
        ? `${path} does not exist (seen from ${process.cwd()})`
        : `${path} is a link to ${target}, which does not exist (seen from ${process.cwd()})`,
    );
  }
  return new ArchiveError(
    code === "ELOOP" ? `${path} is a link that leads to itself` : `${path} cannot be read: ${reasonOf(error)}`,
  );
}

/** Opens a file, but never waits for a pipe's other end. */
export function openWithoutWaiting(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM" ? `permission denied (${code})` : (code ?? message);
}

async function danglingTarget(path: string): Promise<string | undefined> {
  const isLink = await lstat(path).then(
    (about) => about.isSymbolicLink(),
    () => false,
  );
  return isLink ? readlink(path).catch(() => undefined) : undefined;
}
