import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, from a source file or a compiled one. */
function packageFolder(from: string): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}

const root = packageFolder(__dirname);

/** The package's version. */
export const VERSION: string = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;

/** The plugin's schema. */
export const SCHEMA_PATH: string = join(root, "plugin/schema.json");
