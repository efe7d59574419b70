import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { ArchiveError, MAX_ZIP_BYTES } from "./archiveSource";
import type { Scratch } from "./scratch";

const PATIENCE_MS = 60_000;
const ATTEMPTS = 3;

/**
 * Gets a remote asset or archive, as Pulumi defines them: by `https`, `http` or `file`.
 *
 * @returns the path of the file that holds it
 */
export async function download(uri: string, scratch: Scratch): Promise<string> {
  const shown = uri.split("?")[0] ?? "";
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol === "file:") {
    return fileURLToPath(url);
  }
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new ArchiveError(`${shown} is not a URL with https, http or file`);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(url, await scratch.file());
    } catch (error) {
      if (attempt >= ATTEMPTS || error instanceof ArchiveError || isLasting(error)) {
        const why = (error as Error).message.split("\n")[0]?.replaceAll(uri, shown);
        throw new ArchiveError(`${shown} could not be downloaded: ${why}`);
      }
    }
  }
}

/** Whether the server has said no, and would again. */
function isLasting(error: unknown): boolean {
  const status = (error as { response?: { statusCode?: number } }).response?.statusCode ?? 0;
  return status >= 400 && status < 500;
}

async function downloadOnce(url: URL, path: string): Promise<string> {
  const { default: got } = await import("got");
  const body = got.stream(url, { timeout: { request: PATIENCE_MS }, retry: { limit: 0 } });
  let length = 0;
  const limited = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > MAX_ZIP_BYTES) {
        throw new ArchiveError(`it is longer than ${MAX_ZIP_BYTES} bytes`);
      }
      yield chunk;
    }
  };
  await pipeline(body, limited, createWriteStream(path));
  return path;
}
