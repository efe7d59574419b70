import "./lib/endOnOldNode.mjs";
import { chmodSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { BUILT } from "./lib/prepare.mjs";
import { run } from "./lib/run.mjs";

const started = new Date();
const compiler = join(repository, "node_modules/typescript/bin/tsc");
const { code } = await run(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: repository,
  stdio: "inherit",
});
if (code === 0) {
  for (const file of ["cli/main.js", "tenant/cli.js"]) {
    chmodSync(join(repository, "dist", file), 0o755);
  }
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, "");
  utimesSync(BUILT, started, started);
}
process.exitCode = code;
