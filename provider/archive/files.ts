import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Archive, ArchiveError, type Asset, MAX_CONTENT_BYTES, nameOf } from "./archive";
import { download } from "./download";
import { readZip } from "./readZip";

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
export async function filesOf(archive: Archive): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>();
  let total = 0;
  for await (const file of walk(archive, "")) {
    const parts = file.path.split("/");
    if (
      file.path.includes("\\") ||
      parts.some((part) => part === "" || part === "." || part === "..") ||
      /^[a-z]:/i.test(file.path)
    ) {
      throw new ArchiveError(`the entry ${JSON.stringify(file.path)} must be a path within the archive, with slashes`);
    }
    if (files.has(file.path)) {
      throw new ArchiveError(`the entry ${JSON.stringify(file.path)} is there twice`);
    }
    total += file.size;
    if (total > MAX_CONTENT_BYTES) {
      throw new ArchiveError(
        `the entry ${JSON.stringify(file.path)} makes the content larger than ${MAX_CONTENT_BYTES} bytes`,
      );
    }
    files.set(file.path, file);
  }
  if (files.size === 0) {
    throw new ArchiveError(`${nameOf(archive)} holds no file`);
  }
  return [...files.values()].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

async function* walk(archive: Archive, prefix: string): AsyncGenerator<SourceFile> {
  const { source } = archive;
  if ("assets" in source) {
    for (const [name, member] of Object.entries(source.assets)) {
      if (member instanceof Archive) {
        yield* walk(member, `${prefix}${name}/`);
      } else {
        yield fileOf(member, `${prefix}${name}`);
      }
    }
  } else if ("hidden" in source) {
    throw new ArchiveError("the archive's files are not known here");
  } else if ("path" in source && (await existing(source.path)).isDirectory()) {
    yield* walkFolder(source.path, prefix, new Set());
  } else {
    const zip = "path" in source ? source.path : await download(source.uri);
    for (const { path, content = Buffer.alloc(0) } of await readZip(zip, nameOf(archive), true)) {
      yield { path: prefix + path, content, size: content.length };
    }
  }
}

async function fileOf(asset: Asset, path: string): Promise<SourceFile> {
  const { source } = asset;
  if ("path" in source) {
    const about = await existing(source.path);
    if (!about.isFile()) {
      throw new ArchiveError(`the entry ${JSON.stringify(path)} is no file: ${source.path}`);
    }
    return { path, content: source.path, size: about.size };
  }
  const content = "text" in source ? Buffer.from(source.text) : await download(source.uri);
  return { path, content, size: content.length };
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
