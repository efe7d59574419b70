import type { Archive } from "./archiveSource";
import { publicUri } from "./remoteFile";

/** The name of an archive in messages. */
export function archiveLabel({ source }: Archive): string {
  if ("path" in source) {
    return source.path;
  }
  return "uri" in source ? publicUri(source.uri) : "the archive";
}
