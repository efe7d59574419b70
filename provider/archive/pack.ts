import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { ZipFile } from "yazl";
import { type Archive, ArchiveError, MAX_ZIP_BYTES, nameOf } from "./archive";
import { download } from "./download";
import { filesOf, openFile, type SourceFile } from "./files";
import { readZip } from "./readZip";

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

/**
 * What an archive holds. For one that is known by its digest only, what was seen of it in this process.
 *
 * @throws ArchiveError where it could not be uploaded
 */
export async function contentOf(archive: Archive): Promise<Content> {
  const seen = archive.hash === undefined ? undefined : known.get(archive.hash);
  if (seen && "hidden" in archive.source) {
    return seen;
  }
  const zip = await wholeZip(archive);
  const content = zip ? await contentOfZip(zip, nameOf(archive)) : await contentOfFiles(await filesOf(archive));
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
  const zip = await wholeZip(archive);
  const bytes = zip === undefined ? await pack(archive) : typeof zip === "string" ? await readFile(zip) : zip;
  if (bytes.length > MAX_ZIP_BYTES) {
    throw new ArchiveError(`${nameOf(archive)} is larger than ${MAX_ZIP_BYTES} bytes`);
  }
  return bytes;
}

async function pack(archive: Archive): Promise<Buffer> {
  const files = await filesOf(archive);
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for (const file of files) {
    const options = { mtime: FIXED_TIME, mode: FIXED_MODE, forceDosTimestamp: true, compress: false };
    // As a stream even where the bytes are at hand, so that the form of an entry does not tell where it came from.
    zip.addReadStreamLazy(file.path, { ...options, size: file.size }, (done) => done(null, openFile(file)));
  }
  zip.end();
  const chunks: Buffer[] = [];
  const collected = (async () => {
    for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  })();
  return Promise.race([collected, failed]);
}

/** The path or bytes of an archive that is a zip already. */
async function wholeZip({ source }: Archive): Promise<string | Buffer | undefined> {
  if ("uri" in source) {
    return download(source.uri);
  }
  if ("assets" in source || "hidden" in source) {
    return undefined;
  }
  const about = await stat(source.path).catch(() => undefined);
  return about?.isFile() ? source.path : undefined;
}

async function digest(file: SourceFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of openFile(file)) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}
