import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A zip of files given by path and text. */
export function zipOf(
  files: Readonly<Record<string, string>>,
  mtime = new Date(2020, 0, 1),
  compress = true,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(text), path, { mtime, compress });
  }
  zip.end();
  return buffer(zip.outputStream);
}
