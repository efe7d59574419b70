import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { ArchiveError } from "./archiveSource";
import { type Refuse, zipEntries } from "./zipEntries";
import { entryFault } from "./zipReaderFault";

/** One file of a zip. All its bytes were read and checked. */
export interface ZipEntry {
  readonly path: string;
  /** Unpacked, in bytes. */
  readonly size: number;
  readonly sha256: string;
  /** The path of its bytes, if it was unpacked. */
  readonly file: string | undefined;
  /** Its bytes, if they were to be kept. */
  readonly bytes: Buffer | undefined;
}

/** What is done with the bytes besides checking them. */
export interface ReadZipOptions {
  /** Gives each entry the path of a file, to which it is unpacked. Default: nothing is unpacked. */
  readonly unpackTo?: (path: string) => Promise<string>;
  /** Selects the entries whose bytes are kept in memory. Default: none. */
  readonly keep?: (entry: { readonly path: string; readonly size: number }) => boolean;
}

/**
 * Reads a zip and checks all of it: its directory, as {@link zipEntries} does, and that each file is whole and has the size
 * and checksum that the zip states. Only a part of one entry is in memory at a time.
 *
 * @param label the zip's name in messages
 * @throws ArchiveError
 */
export async function readZip(
  source: string | Buffer,
  label: string,
  { unpackTo, keep }: ReadZipOptions = {},
): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  await zipEntries(source, label, async (zip, entry, refuse) => {
    const path = entry.fileName;
    const kept = keep?.({ path, size: entry.uncompressedSize }) ? [] : undefined;
    entries.push(await readEntry(zip, entry, refuse, await unpackTo?.(path), kept));
  });
  return entries;
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  refuse: Refuse,
  file: string | undefined,
  kept: Buffer[] | undefined,
): Promise<ZipEntry> {
  const hash = createHash("sha256");
  let checksum = 0;
  let size = 0;
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > entry.uncompressedSize) {
        throw refuse("is larger than it says: the zip is damaged. Make it again");
      }
      hash.update(chunk);
      checksum = crc32(chunk, checksum);
      kept?.push(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(await zip.openReadStreamPromise(entry), measured, file ? createWriteStream(file) : discard());
  } catch (error) {
    throw error instanceof ArchiveError ? error : refuse(entryFault(error as Error));
  }
  if (size !== entry.uncompressedSize) {
    throw refuse("is smaller than it says: the zip is damaged. Make it again");
  }
  if (checksum !== entry.crc32) {
    throw refuse("is damaged: its checksum is another. Make the zip again");
  }
  return { path: entry.fileName, size, sha256: hash.digest("hex"), file, bytes: kept && Buffer.concat(kept) };
}

function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
