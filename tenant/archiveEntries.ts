import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { type Entry, fromBuffer, type Options, type ZipFile } from "yauzl";

/** One file of an uploaded archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly size: number;
  /** SHA-256 of the file's content, in hex. */
  readonly sha256: string;
}

const open = promisify<Buffer, Options, ZipFile>(
  fromBuffer as (buffer: Buffer, options: Options, done: (error: Error | null, zip: ZipFile) => void) => void,
);

/**
 * Lists an archive's files with their digests, in archive order.
 *
 * @throws Error if the bytes are not a zip
 */
export async function archiveEntries(bytes: Buffer): Promise<ArchiveEntry[]> {
  const zip = await open(bytes, { lazyEntries: true });
  const entries: ArchiveEntry[] = [];
  return new Promise((done, failed) => {
    zip.on("error", failed);
    zip.on("end", () => done(entries));
    zip.on("entry", (entry: Entry) => {
      if (entry.fileName.endsWith("/")) {
        zip.readEntry();
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          failed(error);
          return;
        }
        const hash = createHash("sha256");
        stream.on("data", (chunk) => hash.update(chunk));
        stream.on("error", failed);
        stream.on("end", () => {
          entries.push({ path: entry.fileName, size: entry.uncompressedSize, sha256: hash.digest("hex") });
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}
