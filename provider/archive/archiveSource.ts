/** A file whose content comes from a text, a path or a URL, as a program declared it. */
export class Asset {
  constructor(
    readonly source: { readonly text: string } | { readonly path: string } | { readonly uri: string },
    readonly hash?: string,
  ) {}
}

/** Files that come from a folder or a zip, from a URL of a zip, or from assets and archives by name. */
export class Archive {
  constructor(
    readonly source:
      | { readonly path: string }
      | { readonly uri: string }
      | { readonly assets: Readonly<Record<string, Asset | Archive>> }
      /** Known by its digest only: in diffs and in state the engine tells no more. */
      | { readonly hidden: true },
    /** The engine's digest: the same where nothing has changed, another where files were only packed again. */
    readonly hash?: string,
  ) {}
}

/** The archive cannot be uploaded; the message names it, and the entry where it is one entry's fault. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}

/** How an archive is called in messages. */
export function nameOf({ source }: Archive | Asset): string {
  if ("path" in source) {
    return source.path;
  }
  return "uri" in source ? (source.uri.split("?")[0] ?? "") : "the archive";
}

/** The most an archive may hold, unpacked, in bytes; what SailPoint itself allows is not documented. */
export const MAX_CONTENT_BYTES = 512 * 1024 * 1024;

/** The most that is uploaded, in bytes. */
export const MAX_ZIP_BYTES = 256 * 1024 * 1024;
