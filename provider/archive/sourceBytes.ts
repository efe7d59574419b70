import { Readable } from "node:stream";
import { ArchiveError } from "./archiveSource";
import { openWithoutWaiting, pathError } from "./existingPath";
import type { SourceFile } from "./sourceFiles";

/**
 * A file's bytes. It always ends: with exactly the size that the file had, or with an error.
 *
 * @throws ArchiveError if the file vanished, cannot be read, or changed its size
 */
export async function* sourceBytes(file: SourceFile): AsyncGenerator<Buffer> {
  const { content, size } = file;
  if (typeof content !== "string") {
    yield content;
    return;
  }
  let length = 0;
  for await (const chunk of diskBytes(content)) {
    length += chunk.length;
    if (length > size) {
      throw changed(file, "grew");
    }
    yield chunk;
  }
  if (length < size) {
    throw changed(file, "shrank");
  }
}

/** The same as a stream, whose destruction closes the file. */
export function sourceStream(file: SourceFile): Readable {
  return Readable.from(sourceBytes(file), { objectMode: false });
}

async function* diskBytes(path: string): AsyncGenerator<Buffer> {
  const handle = await openWithoutWaiting(path).catch(async (error) => {
    throw await pathError(path, error);
  });
  try {
    yield* handle.createReadStream({ autoClose: false });
  } catch (error) {
    throw await pathError(path, error);
  } finally {
    await handle.close();
  }
}

function changed({ path, content, size }: SourceFile, how: string): ArchiveError {
  return new ArchiveError(
    `the entry ${JSON.stringify(path)} ${how} while it was read: ${content} no longer has ${size} bytes. ` +
      "Run again when nothing writes to it",
  );
}
