import { fileURLToPath } from "node:url";
import { ArchiveError } from "./archiveSource";
import type { Scratch } from "./scratch";

/**
 * Saves what an `https` or `http` URL returns to a file. Errors have a message that can be shown: without query, user part
 * and redirect targets.
 */
export type Download = (uri: string, toPath: string) => Promise<void>;

/**
 * The path of a remote file's content, which is a scratch file unless the URL is a `file` URL.
 *
 * @throws ArchiveError if the URL has another protocol or cannot be read
 */
export async function localCopy(uri: string, scratch: Scratch, download: Download): Promise<string> {
  refuseOtherProtocols(uri);
  if (new URL(uri).protocol === "file:") {
    return pathOfFileUrl(uri);
  }
  const path = await scratch.file();
  await download(uri, path).catch((error: Error) => {
    throw new ArchiveError(error.message);
  });
  return path;
}

/** @throws ArchiveError if a text is no URL, or one with another protocol than `https`, `http` or `file` */
export function refuseOtherProtocols(uri: string): void {
  if (!URL.canParse(uri) || !["https:", "http:", "file:"].includes(new URL(uri).protocol)) {
    throw new ArchiveError(`${publicUri(uri)} is not a URL with https, http or file`);
  }
}

/** @throws ArchiveError if the URL of a file has a query or a fragment, with which the engine panics */
export function refuseQueryOfFile(uri: string): void {
  const { protocol, search, hash } = new URL(uri);
  if (protocol === "file:" && search + hash !== "") {
    throw new ArchiveError(
      `${publicUri(uri)} has a query or a fragment, which the URL of a file cannot have. Remove it`,
    );
  }
}

/** A URL without query, fragment and user part, which may hold secrets. */
export function publicUri(uri: string): string {
  if (!URL.canParse(uri)) {
    return "the archive's URL";
  }
  const { protocol, host, pathname } = new URL(uri);
  return host === "" && protocol !== "file:" ? `the URL (${protocol})` : `${protocol}//${host}${pathname}`;
}

function pathOfFileUrl(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw new ArchiveError(`${publicUri(uri)} is not the URL of a file on this machine: ${(error as Error).message}`);
  }
}
