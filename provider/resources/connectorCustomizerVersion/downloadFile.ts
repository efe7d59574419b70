import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ArchiveError, MAX_ZIP_BYTES } from "../../archive/archiveSource";
import { publicUri } from "../../archive/remoteFile";

const TIMEOUT_MS = 60_000;
const ATTEMPTS = 3;

/**
 * Saves what an `https` or `http` URL returns to a file.
 *
 * @throws ArchiveError whose message has neither the query nor the user part of a URL
 */
export async function downloadFile(uri: string, toPath: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(uri, toPath);
    } catch (error) {
      if (attempt >= ATTEMPTS || error instanceof ArchiveError || statusOf(error) !== undefined) {
        throw new ArchiveError(`${publicUri(uri)} could not be downloaded: ${reasonOf(error)}`);
      }
    }
  }
}

/** The status of a refusal that a repetition would not change. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { response?: { statusCode?: number } }).response?.statusCode ?? 0;
  return status >= 400 && status < 500 ? status : undefined;
}

/** The text of other errors may hold a URL, the one of a redirect included. */
function reasonOf(error: unknown): string {
  if (error instanceof ArchiveError) {
    return error.message;
  }
  const { response, code } = error as { response?: { statusCode?: number }; code?: string };
  return response?.statusCode === undefined
    ? `the connection failed (${code ?? "unknown"})`
    : `the answer was ${response.statusCode}`;
}

async function downloadOnce(uri: string, toPath: string): Promise<void> {
  const { default: got } = await import("got");
  const body = got.stream(uri, { timeout: { request: TIMEOUT_MS }, retry: { limit: 0 } });
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
  await pipeline(body, limited, createWriteStream(toPath));
}
