import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages, withTables } from "./docs/withTables.mjs";
import { repository } from "./lib/engineVersion.mjs";

// `node tools/docs.mjs` writes the tables of docs/reference; with --check it only says which pages are out of date.
const check = process.argv.includes("--check");
for (const [path, spec] of referencePages()) {
  const text = readFileSync(join(repository, path), "utf8");
  const wanted = withTables(text, spec, path);
  if (text !== wanted && check) {
    process.stderr.write(`${path} does not match plugin/schema.json. Run \`node tools/docs.mjs\`.\n`);
    process.exitCode = 1;
  } else if (text !== wanted) {
    writeFileSync(join(repository, path), wanted);
  }
}
