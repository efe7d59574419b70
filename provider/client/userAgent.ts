import { readFileSync } from "node:fs";
import { join } from "node:path";

let cached: string | undefined;

/** What the tenant's logs show of this program: `pulumi-sailpoint/0.1.0 node/20.19.0`. */
export function userAgent(): string {
  cached ??= `pulumi-sailpoint/${packageVersion()} node/${process.versions.node}`;
  return cached;
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8"));
  return (manifest as { version: string }).version;
}
