import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type Archive, ArchiveError } from "./archiveSource";
import { pathError } from "./existingPath";
import { readyZip } from "./readyZip";
import type { Download } from "./remoteFile";
import { type Scratch, withScratch } from "./scratch";
import { sourceStream } from "./sourceBytes";
import { type SourceFile, sourceFiles } from "./sourceFiles";

/** The earliest time in a zip. A zip holds local time, so this one is the same bytes in every time zone. */
const FIXED_TIME = new Date(1980, 0, 1, 12, 0, 0);
const FIXED_MODE = 0o100644;

/**
 * The bytes to upload. A zip stays as it is. Anything else is packed, to the same bytes for the same files on every machine.
 * Packed files are not compressed, because a compressor's output depends on its version and on the processor.
 *
 * @throws ArchiveError
 */
export function packZip(archive: Archive, download: Download): Promise<Buffer> {
  return withScratch(async (scratch) => {
    const zip = await readyZip(archive, scratch, download);
    const path = zip ?? (await packFiles(await sourceFiles(archive, scratch, download), scratch));
    return readFile(path).catch(async (error) => {
      throw await pathError(path, error);
    });
  });
}

/** Packs to the disk, which keeps the bytes in memory once. */
async function packFiles(files: readonly SourceFile[], scratch: Scratch): Promise<string> {
  const path = await scratch.file();
  const zip = new ZipFile();
  const stop = new AbortController();
  let reading: Readable | undefined;
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    stop.abort();
  };
  zip.on("error", fail);
  for (const file of files) {
    const options = { mtime: FIXED_TIME, mode: FIXED_MODE, forceDosTimestamp: true, compress: false, size: file.size };
    // Always as a stream, because an entry added from memory has another form.
    zip.addReadStreamLazy(file.path, options, (done) => {
      reading = sourceStream(file).on("error", fail);
      done(null, reading);
    });
  }
  zip.end();
  try {
    await pipeline(zip.outputStream, createWriteStream(path), { signal: stop.signal });
  } catch (error) {
    throw failure instanceof ArchiveError
      ? failure
      : new ArchiveError(`it could not be packed: ${(failure ?? (error as Error)).message}`);
  } finally {
    reading?.destroy();
  }
  return path;
}
