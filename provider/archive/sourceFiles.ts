import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { archiveLabel } from "./archiveLabel";
import { Archive, ArchiveError, type Asset, MAX_ZIP_BYTES } from "./archiveSource";
import { byPath } from "./contentFingerprint";
import { normalizeKey, refuseFilesWithin, refusePathOutside } from "./entryPaths";
import { existingPath, pathError } from "./existingPath";
import { readZip } from "./readZip";
import { type Download, localCopy } from "./remoteFile";
import type { Scratch } from "./scratch";
import { isSystemFile } from "./systemFiles";

/** One file that will be packed. */
export interface SourceFile {
  /** Its path in the archive, with slashes. */
  readonly path: string;
  /** Its path on the disk, or its bytes. */
  readonly content: string | Buffer;
  readonly size: number;
  /** The declared folder that holds it, if there is one. */
  readonly folder?: string;
}

/**
 * Every file of a folder or of assets, sorted by path. Links are followed. System files of folders and zips are left out.
 *
 * @throws ArchiveError with the name of the entry or path at fault
 */
export async function sourceFiles(archive: Archive, scratch: Scratch, download: Download): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>();
  let total = 0;
  for await (const file of walk(archive, "", { scratch, download })) {
    refusePathOutside(file.path);
    if (files.has(file.path)) {
      throw new ArchiveError(`the entry ${JSON.stringify(file.path)} is there twice. Keep one of its keys`);
    }
    total += file.size;
    // Packed files are not compressed: the zip is a little larger than their sum.
    if (total > MAX_ZIP_BYTES) {
      throw new ArchiveError(
        `the entry ${JSON.stringify(file.path)} makes the content larger than ${MAX_ZIP_BYTES} bytes`,
      );
    }
    files.set(file.path, file);
  }
  if (files.size === 0) {
    throw new ArchiveError(`${archiveLabel(archive)} holds no file`);
  }
  refuseFilesWithin(files.keys());
  return [...files.values()].sort(byPath);
}

interface Means {
  readonly scratch: Scratch;
  readonly download: Download;
}

async function* walk(archive: Archive, prefix: string, means: Means): AsyncGenerator<SourceFile> {
  const { source } = archive;
  if ("hidden" in source) {
    throw new ArchiveError("the archive's files are not known here");
  }
  if ("assets" in source) {
    yield* walkAssets(source.assets, prefix, means);
  } else if ("path" in source && (await existingPath(source.path)).isDirectory()) {
    for await (const file of walkFolder(source.path, prefix, new Set())) {
      yield { ...file, folder: source.path };
    }
  } else {
    yield* walkZip(archive, prefix, means);
  }
}

async function* walkAssets(
  assets: Readonly<Record<string, Asset | Archive>>,
  prefix: string,
  means: Means,
): AsyncGenerator<SourceFile> {
  for (const [key, member] of Object.entries(assets)) {
    const path = normalizeKey(key);
    if (member instanceof Archive) {
      yield* walk(member, path === "" ? prefix : `${prefix}${path}/`, means);
    } else {
      yield fileOf(member, prefix + path, means);
    }
  }
}

async function* walkZip(archive: Archive, prefix: string, { scratch, download }: Means): AsyncGenerator<SourceFile> {
  const { source } = archive;
  const zip = "uri" in source ? await localCopy(source.uri, scratch, download) : "path" in source ? source.path : "";
  const entries = await readZip(zip, archiveLabel(archive), { unpackTo: () => scratch.file() });
  for (const { path, file = "", size } of entries) {
    if (!isSystemFile(path)) {
      yield { path: prefix + path, content: file, size };
    }
  }
}

async function fileOf({ source }: Asset, path: string, { scratch, download }: Means): Promise<SourceFile> {
  if ("text" in source) {
    const content = Buffer.from(source.text);
    return { path, content, size: content.length };
  }
  const content = "path" in source ? source.path : await localCopy(source.uri, scratch, download);
  const about = await existingPath(content);
  if (!about.isFile()) {
    throw new ArchiveError(`the entry ${JSON.stringify(path)} is not a file: ${content}`);
  }
  return { path, content, size: about.size };
}

async function* walkFolder(folder: string, prefix: string, above: Set<string>): AsyncGenerator<SourceFile> {
  const real = await readable(folder, realpath(folder));
  if (above.has(real)) {
    throw new ArchiveError(`${folder} is a link to a folder that it lies in`);
  }
  const within = new Set(above).add(real);
  for (const name of await readable(folder, readdir(folder))) {
    const path = join(folder, name);
    if (isSystemFile(name)) {
      continue;
    }
    const about = await existingPath(path);
    if (about.isDirectory()) {
      yield* walkFolder(path, `${prefix}${name}/`, within);
    } else if (about.isFile()) {
      yield { path: prefix + name, content: path, size: about.size };
    } else {
      throw new ArchiveError(`${path} is neither a file nor a folder`);
    }
  }
}

function readable<T>(folder: string, reading: Promise<T>): Promise<T> {
  return reading.catch(async (error) => {
    throw await pathError(folder, error);
  });
}
