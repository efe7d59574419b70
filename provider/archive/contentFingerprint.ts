import { createHash } from "node:crypto";
import { isSystemFile } from "./systemFiles";

/**
 * What decides whether an archive's content changed: SHA-256, in hex, over the paths and the SHA-256 of the bytes of its files,
 * sorted by path. Times, modes, order, compression and system files do not count. States hold this value, so it must not
 * change for the same files.
 */
export function contentFingerprint(files: readonly { readonly path: string; readonly sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const { path, sha256 } of [...files].sort(byPath)) {
    if (!isSystemFile(path)) {
      hash.update(`${path}\0${sha256}\n`);
    }
  }
  return hash.digest("hex");
}

/** Order of entries: by the bytes of their paths, on every file system. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}
