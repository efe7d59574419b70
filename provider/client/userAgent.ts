import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

let cached: string | undefined;

/** The User-Agent header: `pulumi-sailpoint/0.1.0 node/20.19.0`. */
export function userAgent(): string {
  cached ??= `pulumi-sailpoint/${packageVersion(__dirname)} node/${process.versions.node}`;
  return cached;
}

/** The compiled file and the source lie at different depths below `package.json`. */
function packageVersion(folder: string): string {
  const manifest = join(folder, "package.json");
  return existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version
    : packageVersion(dirname(folder));
}
