import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type Archive, ArchiveError, MAX_ZIP_BYTES, nameOf } from "./archiveSource";
import { download } from "./download";
import { readZip } from "./readZip";
import { type Scratch, withScratch } from "./scratch";
import { filesOf, openFile, type SourceFile } from "./sourceFiles";

/** What an archive holds, whatever it was made of. */
export interface Content {
  readonly paths: readonly string[];
  /** SHA-256, in hex, over the paths and bytes of all files; times, modes, order and compression do not count. */
  readonly sha256: string;
}

/** The earliest time a zip can tell. A zip tells local time, so that this one is the same bytes in every time zone. */
const FIXED_TIME = new Date(1980, 0, 1, 12, 0, 0);
const FIXED_MODE = 0o100644;

const known = new Map<string, Content>();

/** What was seen in this process of an archive with this digest of the engine's, which is of all its bytes. */
export function seenContent({ hash }: Archive): Content | undefined {
  return hash === undefined ? undefined : known.get(hash);
}

/**
 * What an archive holds.
 *
 * @throws ArchiveError where it could not be uploaded
 */
export async function contentOf(archive: Archive): Promise<Content> {
  const seen = seenContent(archive);
  if (seen) {
    return seen;
  }
  const content = await withScratch(async (scratch) => {
    const zip = await wholeZip(archive, scratch);
    return zip ? contentOfZip(zip, nameOf(archive)) : contentOfFiles(await filesOf(archive, scratch));
  });
  if (archive.hash !== undefined) {
    known.set(archive.hash, content);
  }
  return content;
}

/** What a zip holds. */
export async function contentOfZip(zip: string | Buffer, called: string): Promise<Content> {
  return contentOfEntries(await readZip(zip, called));
}

async function contentOfFiles(files: readonly SourceFile[]): Promise<Content> {
  const entries = [];
  for (const file of files) {
    entries.push({ path: file.path, sha256: await digest(file) });
  }
  return contentOfEntries(entries);
}

function contentOfEntries(entries: readonly { readonly path: string; readonly sha256: string }[]): Content {
  const sorted = [...entries].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  const hash = createHash("sha256");
  for (const { path, sha256 } of sorted) {
    hash.update(`${path}\0${sha256}\n`);
  }
  return { paths: sorted.map(({ path }) => path), sha256: hash.digest("hex") };
}

/**
 * The bytes to upload: a zip as it is; anything else packed, the same bytes for the same files on every machine. What is
 * packed here is not compressed, because the bytes of a compressor depend on its version and on the processor.
 *
 * @throws ArchiveError
 */
export async function zipOf(archive: Archive): Promise<Buffer> {
  return withScratch(async (scratch) =>
    readFile((await wholeZip(archive, scratch)) ?? (await pack(await filesOf(archive, scratch), await scratch.file()))),
  );
}

/** By way of the disk, so that the bytes are in memory once. */
async function pack(files: readonly SourceFile[], path: string): Promise<string> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for (const file of files) {
    const options = { mtime: FIXED_TIME, mode: FIXED_MODE, forceDosTimestamp: true, compress: false };
    // As a stream even where the bytes are at hand, so that the form of an entry does not tell where it came from.
    zip.addReadStreamLazy(file.path, { ...options, size: file.size }, (done) => done(null, openFile(file)));
  }
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path)), failed]);
  return path;
}

/** The path of an archive that is a zip already. */
async function wholeZip(archive: Archive, scratch: Scratch): Promise<string | undefined> {
  const { source } = archive;
  if ("assets" in source || "hidden" in source) {
    return undefined;
  }
  const path = "uri" in source ? await download(source.uri, scratch) : source.path;
  const about = await stat(path).catch(() => undefined);
  if (about?.isFile() && about.size > MAX_ZIP_BYTES) {
    throw new ArchiveError(`${nameOf(archive)} is larger than ${MAX_ZIP_BYTES} bytes`);
  }
  return about?.isFile() || "uri" in source ? path : undefined;
}

async function digest(file: SourceFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of openFile(file)) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}
