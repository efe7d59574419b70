import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version in `package.json`. The compiled file and the source lie at different depths below it. */
export function packageVersion(folder = __dirname): string {
  const manifest = join(folder, "package.json");
  return existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version
    : packageVersion(dirname(folder));
}
