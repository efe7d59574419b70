import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Archive, ArchiveError, type Asset, MAX_ZIP_BYTES, nameOf } from "./archiveSource";
import { download } from "./download";
import { refuseFilesWithin, refusePathOutside } from "./entryPaths";
import { readZip } from "./readZip";
import type { Scratch } from "./scratch";

/** One file that is to be packed. */
export interface SourceFile {
  /** Where it lies in the archive, with slashes. */
  readonly path: string;
  /** Where it lies on the disk, or its bytes. */
  readonly content: string | Buffer;
  readonly size: number;
}

/** The file's bytes, once. */
export function openFile({ content }: SourceFile): Readable {
  return typeof content === "string" ? createReadStream(content) : Readable.from([content], { objectMode: false });
}

/**
 * Every file of a folder or of assets, sorted by path, so that neither the file system nor the program sets the order.
 *
 * @throws ArchiveError naming the entry that is at fault
 */
export async function filesOf(archive: Archive, scratch: Scratch): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>();
  let total = 0;
  for await (const file of walk(archive, "", scratch)) {
    refusePathOutside(file.path);
    if (files.has(file.path)) {
      throw new ArchiveError(`the entry ${JSON.stringify(file.path)} is there twice`);
    }
    total += file.size;
    // What is packed here is stored as it is: the zip is a little larger.
    if (total > MAX_ZIP_BYTES) {
      throw new ArchiveError(
        `the entry ${JSON.stringify(file.path)} makes the content larger than ${MAX_ZIP_BYTES} bytes`,
      );
    }
    files.set(file.path, file);
  }
  if (files.size === 0) {
    throw new ArchiveError(`${nameOf(archive)} holds no file`);
  }
  refuseFilesWithin(files.keys());
  return [...files.values()].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

async function* walk(archive: Archive, prefix: string, scratch: Scratch): AsyncGenerator<SourceFile> {
  const { source } = archive;
  if ("assets" in source) {
    for (const [name, member] of Object.entries(source.assets)) {
      if (member instanceof Archive) {
        yield* walk(member, `${prefix}${name.replace(/\/$/, "")}/`, scratch);
      } else {
        yield fileOf(member, `${prefix}${name}`, scratch);
      }
    }
  } else if ("hidden" in source) {
    throw new ArchiveError("the archive's files are not known here");
  } else if ("path" in source && (await existing(source.path)).isDirectory()) {
    yield* walkFolder(source.path, prefix, new Set());
  } else {
    const zip = "path" in source ? source.path : await download(source.uri, scratch);
    for (const { path, file = "", size } of await readZip(zip, nameOf(archive), () => scratch.file())) {
      yield { path: prefix + path, content: file, size };
    }
  }
}

async function fileOf({ source }: Asset, path: string, scratch: Scratch): Promise<SourceFile> {
  if ("text" in source) {
    const content = Buffer.from(source.text);
    return { path, content, size: content.length };
  }
  const content = "path" in source ? source.path : await download(source.uri, scratch);
  const about = await existing(content);
  if (!about.isFile()) {
    throw new ArchiveError(`the entry ${JSON.stringify(path)} is no file: ${content}`);
  }
  return { path, content, size: about.size };
}

async function* walkFolder(folder: string, prefix: string, above: Set<string>): AsyncGenerator<SourceFile> {
  const real = await realpath(folder);
  if (above.has(real)) {
    throw new ArchiveError(`${folder} is a link to a folder that it lies in`);
  }
  const within = new Set(above).add(real);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const about = await existing(path);
    if (about.isDirectory()) {
      yield* walkFolder(path, `${prefix}${name}/`, within);
    } else if (about.isFile()) {
      yield { path: prefix + name, content: path, size: about.size };
    } else {
      throw new ArchiveError(`${path} is neither a file nor a folder`);
    }
  }
}

async function existing(path: string) {
  return stat(path).catch(() => {
    throw new ArchiveError(`${path} does not exist (seen from ${process.cwd()})`);
  });
}
