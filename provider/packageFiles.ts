import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package, from a source file or a compiled one: they lie at different depths below it. */
function packageFolder(from = __dirname): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}

let version: string | undefined;

/** The package's version. */
export function packageVersion(): string {
  version ??= (JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string }).version;
  return version;
}

/** The path of the plugin's schema. */
export function schemaPath(): string {
  return join(packageFolder(), "plugin/schema.json");
}
