import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from "yauzl";
import { ArchiveError, MAX_CONTENT_BYTES } from "./archiveSource";
import { refuseFilesWithin } from "./entryPaths";

/** One file of a zip that has been read to its end. */
export interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** Where its bytes are, where it was unpacked. */
  readonly file: string | undefined;
}

// Sizes are compared where the bytes pass, as yauzl would complain of them before anything else.
const OPTIONS = { autoClose: false, strictFileNames: true, validateEntrySizes: false };
const FILE_KIND = 0o170000;
const SYMBOLIC_LINK = 0o120000;
const CONTROL_CHARACTERS = /\p{Cc}/u;

type Refuse = (why: string) => ArchiveError;

/**
 * Reads and checks a zip: it opens, holds files, stays within its folder, is not encrypted, and each file is whole and as
 * large as it says. No more than a piece of an entry is in memory at a time.
 *
 * @param called what messages call it
 * @param unpackTo gives the path of a file for each entry, where they are to be unpacked
 * @throws ArchiveError
 */
export async function readZip(
  source: string | Buffer,
  called: string,
  unpackTo?: () => Promise<string>,
): Promise<ZipEntry[]> {
  const opening = typeof source === "string" ? openPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS);
  const zip = await opening.catch(async (error: Error) => {
    throw new ArchiveError(
      (await isGzip(source))
        ? `${called} is a gzip file, as of a tar archive: SailPoint takes a zip. Name a .zip or a folder`
        : `${called} is no zip that can be opened: ${error.message}`,
    );
  });
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      const refuse: Refuse = (why) => new ArchiveError(`${called}: the entry ${JSON.stringify(path)} ${why}`);
      total += entry.uncompressedSize;
      if (total > MAX_CONTENT_BYTES) {
        throw refuse(`makes the content larger than ${MAX_CONTENT_BYTES} bytes`);
      }
      await check(zip, entry, refuse);
      if (path.endsWith("/")) {
        continue;
      }
      if (entries.has(path)) {
        throw refuse("is there twice");
      }
      entries.set(path, await readEntry(zip, entry, refuse, await unpackTo?.()));
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError(`${called}: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
  if (entries.size === 0) {
    throw new ArchiveError(`${called} holds no file`);
  }
  refuseFilesWithin(entries.keys(), `${called}: `);
  return [...entries.values()];
}

async function check(zip: ZipFile, entry: Entry, refuse: Refuse): Promise<void> {
  if (entry.isEncrypted()) {
    throw refuse("is encrypted");
  }
  if (entry.fileName === "" || CONTROL_CHARACTERS.test(entry.fileName)) {
    throw refuse("has no name that a file can have");
  }
  if (((entry.externalFileAttributes >>> 16) & FILE_KIND) === SYMBOLIC_LINK) {
    throw refuse("is a symbolic link, which a zip cannot bring along safely");
  }
  const { fileName } = await zip.readLocalFileHeaderPromise(entry).catch((error: Error) => {
    throw refuse(`cannot be read: ${error.message}`);
  });
  if (!fileName.equals(entry.fileNameRaw)) {
    throw refuse(`has another name where its bytes begin, ${JSON.stringify(fileName.toString())}`);
  }
}

async function readEntry(zip: ZipFile, entry: Entry, refuse: Refuse, file: string | undefined): Promise<ZipEntry> {
  const hash = createHash("sha256");
  let checksum = 0;
  let size = 0;
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > entry.uncompressedSize) {
        throw refuse("is larger than it says");
      }
      hash.update(chunk);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  };
  try {
    await pipeline(await zip.openReadStreamPromise(entry), measured, file ? createWriteStream(file) : nowhere());
  } catch (error) {
    throw error instanceof ArchiveError ? error : refuse(`cannot be read: ${(error as Error).message}`);
  }
  if (size !== entry.uncompressedSize) {
    throw refuse("is smaller than it says");
  }
  if (checksum !== entry.crc32) {
    throw refuse("is damaged: its checksum is another");
  }
  return { path: entry.fileName, size, sha256: hash.digest("hex"), file };
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

async function isGzip(source: string | Buffer): Promise<boolean> {
  const start = typeof source === "string" ? await firstBytes(source).catch(() => undefined) : source;
  return start?.[0] === 0x1f && start[1] === 0x8b;
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer;
  } finally {
    await file.close();
  }
}
