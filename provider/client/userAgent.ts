import { packageVersion } from "../packageFiles";

/** The User-Agent header: `pulumi-sailpoint/0.1.0 node/20.19.0`. */
export function userAgent(): string {
  // Not shown: it is a header of the requests.
  return `pulumi-sailpoint/${packageVersion()} node/${process.versions.node}`;
}
