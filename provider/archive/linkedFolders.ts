import { lstat, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Archive } from "./archiveSource";

/**
 * Whether an archive's path is a link to a folder, or a folder that holds one. The engine's digest skips linked folders, so
 * equal digests prove nothing about such an archive. Reads no file.
 */
export async function hasLinkedFolder({ source }: Archive): Promise<boolean> {
  if ("assets" in source) {
    for (const member of Object.values(source.assets)) {
      if (member instanceof Archive && (await hasLinkedFolder(member))) {
        return true;
      }
    }
    return false;
  }
  if (!("path" in source)) {
    return false;
  }
  // Without a slash at its end, which would follow the link.
  const root = resolve(source.path);
  const about = await lstat(root).catch(() => undefined);
  return about?.isSymbolicLink() ? isFolder(root) : about?.isDirectory() ? folderHasLinkedFolder(root) : false;
}

async function folderHasLinkedFolder(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() ? await isFolder(path) : entry.isDirectory() && (await folderHasLinkedFolder(path))) {
      return true;
    }
  }
  return false;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}
