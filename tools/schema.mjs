import "./lib/endOnOldNode.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./lib/commandLine.mjs";
import { repository } from "./lib/engineVersion.mjs";
import { prepare } from "./lib/prepare.mjs";

const { values } = commandLine({
  command: "node tools/schema.mjs",
  does: "Writes plugin/schema.json from the docstrings of provider/program.",
  options: { check: { help: "write nothing, and end with 1 if the file is not up to date" } },
  next: "`npm test -- test/hosts/plugin` checks the schema; commit plugin/schema.json.",
});

await prepare((line) => process.stderr.write(`${line}\n`));
// It needs installed packages.
const { schemaText } = await import("./schema/schemaText.mjs");
const path = join(repository, "plugin/schema.json");
if (!values.check) {
  writeFileSync(path, schemaText());
} else if (readFileSync(path, "utf8") !== schemaText()) {
  process.stderr.write(
    "plugin/schema.json does not match the docstrings and docs/reference. Run `node tools/schema.mjs`.\n",
  );
  process.exitCode = 1;
}
