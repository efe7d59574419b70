import { createHash } from "node:crypto";
import { archiveLabel } from "./archiveLabel";
import type { Archive } from "./archiveSource";
import { byPath, contentFingerprint } from "./contentFingerprint";
import { isEmptyCode } from "./isEmptyCode";
import { hasLinkedFolder } from "./linkedFolders";
import { INDEX_JS, MAX_PARSED_BYTES, parseIndexJs } from "./parseIndexJs";
import { readyZip } from "./readyZip";
import { readZip } from "./readZip";
import type { Download } from "./remoteFile";
import { withScratch } from "./scratch";
import { sourceBytes } from "./sourceBytes";
import { type SourceFile, sourceFiles } from "./sourceFiles";

/** One file that SailPoint would receive. */
export interface ContentEntry {
  readonly path: string;
  /** Unpacked, in bytes. */
  readonly size: number;
}

/** What SailPoint would receive, whatever the archive was made of. */
export interface ArchiveContent {
  /** Sorted by path. */
  readonly entries: readonly ContentEntry[];
  /** See {@link contentFingerprint}. */
  readonly sha256: string;
  /** Why `index.js` does not parse; undefined if it does, or is not there. */
  readonly syntaxError: string | undefined;
  /** Whether `index.js` is there and does nothing: it is empty, or has comments alone. */
  readonly emptyCode: boolean;
  /** Zips that lie in a declared folder, and would be uploaded inside of it. */
  readonly zipsInFolder: readonly { readonly folder: string; readonly path: string }[];
}

interface ReadEntry extends ContentEntry {
  readonly sha256: string;
  readonly bytes?: Buffer | undefined;
}

const contents = new Map<string, ArchiveContent>();

/**
 * Reads what an archive holds. The engine's digest stands for content that was read before in this process, unless the
 * archive has linked folders, which the digest skips.
 *
 * @throws ArchiveError if it cannot be uploaded
 */
export async function archiveContent(archive: Archive, download: Download): Promise<ArchiveContent> {
  const key = archive.hash === undefined || (await hasLinkedFolder(archive)) ? undefined : archive.hash;
  const read = key === undefined ? undefined : contents.get(key);
  if (read) {
    return read;
  }
  const content = await withScratch(async (scratch) => {
    const zip = await readyZip(archive, scratch, download);
    return zip === undefined
      ? contentOfFiles(await sourceFiles(archive, scratch, download))
      : contentOfZip(zip, archiveLabel(archive));
  });
  if (key !== undefined) {
    contents.set(key, content);
  }
  return content;
}

/**
 * Reads what a zip holds.
 *
 * @param label the zip's name in messages
 * @throws ArchiveError if it cannot be uploaded
 */
export async function contentOfZip(zip: string | Buffer, label: string): Promise<ArchiveContent> {
  return contentOf(await readZip(zip, label, { keep: isParsed }), []);
}

async function contentOfFiles(files: readonly SourceFile[]): Promise<ArchiveContent> {
  const entries: ReadEntry[] = [];
  for (const file of files) {
    entries.push(await readSource(file));
  }
  const zipsInFolder = files.flatMap(({ folder, content, path }) =>
    folder !== undefined && /\.zip$/i.test(path) ? [{ folder, path: String(content) }] : [],
  );
  return contentOf(entries, zipsInFolder);
}

async function readSource(file: SourceFile): Promise<ReadEntry> {
  const { path, size } = file;
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  for await (const chunk of sourceBytes(file)) {
    hash.update(chunk);
    if (isParsed(file)) {
      kept.push(chunk);
    }
  }
  return { path, size, sha256: hash.digest("hex"), bytes: isParsed(file) ? Buffer.concat(kept) : undefined };
}

async function contentOf(
  entries: readonly ReadEntry[],
  zipsInFolder: ArchiveContent["zipsInFolder"],
): Promise<ArchiveContent> {
  const code = entries.find(({ path }) => path === INDEX_JS)?.bytes;
  return {
    entries: entries.map(({ path, size }) => ({ path, size })).sort(byPath),
    sha256: contentFingerprint(entries),
    emptyCode: code !== undefined && isEmptyCode(code),
    syntaxError: code && (await parseIndexJs(code)),
    zipsInFolder,
  };
}

function isParsed({ path, size }: ContentEntry): boolean {
  return path === INDEX_JS && size <= MAX_PARSED_BYTES;
}
