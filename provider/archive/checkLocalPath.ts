import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError } from "./archiveSource";
import { existingPath } from "./existingPath";

/**
 * Checks a path that an archive names, without reading what lies there: it exists, no link in its folder leads nowhere, and a
 * zip opens.
 *
 * @param use whether the path is an archive (a folder or a zip), or one file of an archive
 * @throws ArchiveError
 */
export async function checkLocalPath(path: string, use: "archive" | "file"): Promise<void> {
  const about = await existingPath(path).catch((error: ArchiveError) => {
    throw new ArchiveError(`${error.message}. Build it first, or correct the path`);
  });
  if (use === "file") {
    if (!about.isFile()) {
      throw new ArchiveError(`${path} is not a file. Use a FileArchive for a folder`);
    }
  } else if (about.isDirectory()) {
    await checkLinks(path);
  } else if (!/\.(zip|jar)$/i.test(path)) {
    throw new ArchiveError(`${path} is neither a folder nor a .zip, which is what SailPoint takes`);
  } else if (about.isFile()) {
    const { zipEntries } = await import("./zipEntries.js");
    await zipEntries(path, path);
  } else {
    throw new ArchiveError(`${path} is neither a file nor a folder`);
  }
}

async function checkLinks(folder: string): Promise<void> {
  // What cannot be listed is reported by the provider, which reads it.
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) {
      await existingPath(path);
    } else if (entry.isDirectory()) {
      await checkLinks(path);
    }
  }
}
