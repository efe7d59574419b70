import { readdir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { ArchiveError } from "./archiveSource";
import { existingPath, pathError } from "./existingPath";
import { specialFileError, specialKind } from "./specialFiles";

/**
 * Checks that a folder holds files and folders alone, behind links as well, and reads no file. The engine opens whatever a
 * folder holds, system files included, and waits for ever for a named pipe.
 *
 * @param above the real paths of the folders around a linked one
 * @throws ArchiveError with the path at fault
 */
export async function checkFolder(folder: string, above: readonly string[] = []): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(async (error) => {
    throw await pathError(folder, error);
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const kind = specialKind(entry);
    if (kind !== undefined) {
      throw specialFileError(path, kind);
    }
    if (entry.isDirectory()) {
      await checkFolder(path, above);
    } else if (entry.isSymbolicLink()) {
      await checkLink(path, folder, above);
    }
  }
}

async function checkLink(path: string, folder: string, above: readonly string[]): Promise<void> {
  const about = await existingPath(path);
  const kind = specialKind(about);
  if (kind !== undefined) {
    throw specialFileError(path, kind);
  }
  if (!about.isDirectory()) {
    return;
  }
  const [target, around] = await Promise.all([realpath(path), realpath(folder)]);
  const within = [...above, around];
  if (within.some((outer) => outer === target || outer.startsWith(`${target}${sep}`))) {
    throw new ArchiveError(`${path} is a link to a folder that it lies in`);
  }
  await checkFolder(path, within);
}
