import { type Entry, fromBufferPromise, openPromise, type ZipFile } from "yauzl";
import { ArchiveError, MAX_CONTENT_BYTES } from "./archiveSource";
import { refuseFilesWithin } from "./entryPaths";
import { otherFormat } from "./otherFormat";
import { entryFault, zipReaderFault } from "./zipReaderFault";

/** Makes the error of one entry. */
export type Refuse = (why: string) => ArchiveError;

// The sizes are compared while the bytes are read: yauzl would report them before any other fault.
const OPTIONS = { autoClose: false, strictFileNames: true, validateEntrySizes: false };
const FILE_KIND = 0o170000;
const SYMBOLIC_LINK = 0o120000;
const CONTROL_CHARACTERS = /\p{Cc}/u;

/**
 * Opens a zip, checks its directory, and visits each file: the zip holds files, no path leads out of it or is there twice,
 * nothing is encrypted or a symbolic link.
 *
 * @param label the zip's name in messages
 * @throws ArchiveError
 */
export async function zipEntries(
  source: string | Buffer,
  label: string,
  visit?: (zip: ZipFile, entry: Entry, refuse: Refuse) => Promise<void>,
): Promise<void> {
  const zip = await openZip(source, label);
  const paths = new Set<string>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      const refuse: Refuse = (why) => new ArchiveError(`${label}: the entry ${JSON.stringify(path)} ${why}`);
      total += entry.uncompressedSize;
      if (total > MAX_CONTENT_BYTES) {
        throw refuse(`makes the content larger than ${MAX_CONTENT_BYTES} bytes`);
      }
      await check(zip, entry, refuse);
      if (path.endsWith("/")) {
        continue;
      }
      if (paths.has(path)) {
        throw refuse("is there twice. Make the zip again, with each file once");
      }
      paths.add(path);
      await visit?.(zip, entry, refuse);
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError(`${label}: ${zipReaderFault(error as Error)}`);
  } finally {
    zip.close();
  }
  if (paths.size === 0) {
    throw new ArchiveError(`${label} holds no file`);
  }
  refuseFilesWithin(paths, `${label}: `);
}

async function openZip(source: string | Buffer, label: string): Promise<ZipFile> {
  const opening = typeof source === "string" ? openPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS);
  return opening.catch(async (error: Error) => {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) {
      throw new ArchiveError(`${label} cannot be read: ${code}`);
    }
    const format = await otherFormat(source);
    throw new ArchiveError(
      format?.packed
        ? `${label} is ${format.name}: SailPoint takes a zip. Name a .zip or a folder`
        : `${label} is no zip that can be opened: ${format ? `it is ${format.name}` : zipReaderFault(error)}`,
    );
  });
}

async function check(zip: ZipFile, entry: Entry, refuse: Refuse): Promise<void> {
  if (entry.isEncrypted()) {
    throw refuse("is encrypted. Make the zip again without a password");
  }
  if (entry.fileName === "" || CONTROL_CHARACTERS.test(entry.fileName)) {
    throw refuse("has no name that a file can have. Make the zip again");
  }
  if (((entry.externalFileAttributes >>> 16) & FILE_KIND) === SYMBOLIC_LINK) {
    throw refuse("is a symbolic link, which could lead out of the archive. Make the zip again with the file itself");
  }
  const { fileName } = await zip.readLocalFileHeaderPromise(entry).catch((error: Error) => {
    throw refuse(entryFault(error));
  });
  if (!fileName.equals(entry.fileNameRaw)) {
    throw refuse(`has another name where its bytes begin, ${JSON.stringify(fileName.toString())}`);
  }
}
