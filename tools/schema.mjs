import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { schemaText } from "./schema/schemaText.mjs";

// `node tools/schema.mjs` writes plugin/schema.json; with --check it only says whether the file is up to date.
const path = join(repository, "plugin/schema.json");
if (!process.argv.includes("--check")) {
  writeFileSync(path, schemaText());
} else if (readFileSync(path, "utf8") !== schemaText()) {
  process.stderr.write(
    "plugin/schema.json does not match the docstrings and docs/reference. Run `node tools/schema.mjs`.\n",
  );
  process.exitCode = 1;
}
