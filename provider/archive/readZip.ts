import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import * as yauzl from "yauzl";
import { ArchiveError, MAX_CONTENT_BYTES } from "./archive";

/** One file of a zip that has been read to its end. */
export interface ZipEntry {
  readonly path: string;
  readonly sha256: string;
  /** Only where it was asked for. */
  readonly content: Buffer | undefined;
}

const OPTIONS = { lazyEntries: true, autoClose: true, strictFileNames: true, validateEntrySizes: true };
const openPath = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);
const openBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);

/**
 * Reads and checks a zip: it opens, holds files, stays within its folder, is not encrypted, and each file is whole and not
 * larger than it says. At most one entry is in memory at a time, unless the content is asked for.
 *
 * @param called what messages call it
 * @throws ArchiveError
 */
export async function readZip(source: string | Buffer, called: string, keepContent = false): Promise<ZipEntry[]> {
  const zip = await (typeof source === "string" ? openPath(source, OPTIONS) : openBuffer(source, OPTIONS)).catch(
    (error: Error) => {
      throw new ArchiveError(`${called} is no zip that can be opened: ${error.message}`);
    },
  );
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  try {
    for await (const entry of eachEntry(zip)) {
      const path = entry.fileName;
      const refuse = (why: string) => new ArchiveError(`${called}: the entry ${JSON.stringify(path)} ${why}`);
      if (entry.isEncrypted()) {
        throw refuse("is encrypted");
      }
      total += entry.uncompressedSize;
      if (total > MAX_CONTENT_BYTES) {
        throw refuse(`makes the content larger than ${MAX_CONTENT_BYTES} bytes`);
      }
      if (path.endsWith("/")) {
        continue;
      }
      if (entries.has(path)) {
        throw refuse("is there twice");
      }
      entries.set(path, await readEntry(zip, entry, keepContent, refuse));
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError(`${called}: ${(error as Error).message}`);
  } finally {
    zip.close();
  }
  if (entries.size === 0) {
    throw new ArchiveError(`${called} holds no file`);
  }
  return [...entries.values()];
}

async function* eachEntry(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | undefined>((done, failed) => {
      const settle = (work: () => void) => {
        zip.removeAllListeners();
        work();
      };
      zip.once("entry", (next: yauzl.Entry) => settle(() => done(next)));
      zip.once("end", () => settle(() => done(undefined)));
      zip.once("error", (error: Error) => settle(() => failed(error)));
      zip.readEntry();
    });
    if (!entry) {
      return;
    }
    yield entry;
  }
}

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  keepContent: boolean,
  refuse: (why: string) => ArchiveError,
): Promise<ZipEntry> {
  try {
    const stream = await promisify<yauzl.Entry, import("node:stream").Readable>(zip.openReadStream.bind(zip))(entry);
    const hash = createHash("sha256");
    const chunks: Buffer[] = [];
    let checksum = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      checksum = crc32(chunk, checksum);
      if (keepContent) {
        chunks.push(chunk);
      }
    }
    if (checksum !== entry.crc32) {
      throw refuse("is damaged: its checksum is another");
    }
    return {
      path: entry.fileName,
      sha256: hash.digest("hex"),
      content: keepContent ? Buffer.concat(chunks) : undefined,
    };
  } catch (error) {
    throw error instanceof ArchiveError ? error : refuse(`cannot be read: ${(error as Error).message}`);
  }
}
