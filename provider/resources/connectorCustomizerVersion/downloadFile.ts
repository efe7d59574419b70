import { ArchiveError, MAX_ZIP_BYTES } from "../../archive/archiveSource";

/**
 * Downloads a remote archive or asset. The HTTP client is loaded only if a program has one.
 *
 * @throws ArchiveError whose message has neither the query nor the user part of a URL
 */
export async function downloadFile(uri: string, toPath: string): Promise<void> {
  const { download, DownloadError } = await import("../../client/download.js");
  try {
    await download(uri, toPath, { maxBytes: MAX_ZIP_BYTES });
  } catch (error) {
    throw error instanceof DownloadError ? new ArchiveError(error.message) : error;
  }
}
