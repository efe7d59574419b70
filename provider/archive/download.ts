import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ArchiveError, MAX_ZIP_BYTES } from "./archive";

const PATIENCE_MS = 60_000;

/** Gets a remote asset or archive, as Pulumi defines them: by `https`, `http` or `file`. */
export async function download(uri: string): Promise<Buffer> {
  const shown = uri.split("?")[0] ?? "";
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol === "file:") {
    return readFile(fileURLToPath(url));
  }
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new ArchiveError(`${shown} is not a URL with https, http or file`);
  }
  const { default: got } = await import("got");
  const call = got(url, { timeout: { request: PATIENCE_MS }, retry: { limit: 2 } });
  call.on("downloadProgress", ({ transferred }) => {
    if (transferred > MAX_ZIP_BYTES) {
      call.cancel();
    }
  });
  try {
    return await call.buffer();
  } catch (error) {
    const why = call.isCanceled ? `it is longer than ${MAX_ZIP_BYTES} bytes` : (error as Error).message.split("\n")[0];
    throw new ArchiveError(`${shown} could not be downloaded: ${why}`);
  }
}
