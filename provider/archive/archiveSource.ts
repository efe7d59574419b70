/** A file. Its content is a text, or comes from a path or a URL. */
export class Asset {
  constructor(
    readonly source: { readonly text: string } | { readonly path: string } | { readonly uri: string },
    readonly hash?: string,
  ) {}
}

/** Files from a folder or a zip, from the URL of a zip, or from assets and archives by name. */
export class Archive {
  constructor(
    readonly source:
      | { readonly path: string }
      | { readonly uri: string }
      | { readonly assets: Readonly<Record<string, Asset | Archive>> }
      /** Only the digest is known: the engine sends and keeps no more in diffs and outputs. */
      | { readonly hidden: true },
    /** The engine's digest of the bytes. It changes if the same files are packed again, and skips linked folders. */
    readonly hash?: string,
    /** Whether the program marked it secret: no message shows its paths, keys, URLs or code. */
    readonly secret = false,
  ) {}
}

/** The archive cannot be uploaded. The message names the archive or the entry, and the reason. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}

/** Maximum content of an archive, unpacked, in bytes. SailPoint documents no limit of its own. */
export const MAX_CONTENT_BYTES = 512 * 1024 * 1024;

/** Maximum size of an upload, in bytes. SailPoint documents no limit of its own. */
export const MAX_ZIP_BYTES = 256 * 1024 * 1024;
