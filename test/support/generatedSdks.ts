import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { go } from "./go";

/** Writes the SDKs that `pulumi package add` makes into the folders `nodejs`, `python` and `go` of a folder. */
export async function generateSdks(folder: string): Promise<void> {
  const schema = JSON.parse(readFileSync("plugin/schema.json", "utf8")) as Record<string, unknown>;
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  await go(resolve("tools/engine/sdks"), ["run", ".", folder], JSON.stringify({ ...schema, version }));
}
