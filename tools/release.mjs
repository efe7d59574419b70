import { relative } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "./lib/engineVersion.mjs";
import { prepare } from "./lib/prepare.mjs";

const USAGE = `npm run release -- VERSION [--dry-run]

Makes the release's commit and its tag vVERSION on main, and the plugin's archives in .cache/release/vVERSION.
It needs main with everything committed, and changes under "Unreleased" in CHANGELOG.md. It runs all tests, unless they have passed
for these files. If something fails, nothing has changed. Nothing is pushed or published: push main and the tag, and the
workflow .github/workflows/release.yml publishes.

  --dry-run   makes it in a clone only, .cache/release/vVERSION/repository, to look at
  --help      shows this
`;

const log = (line) => process.stderr.write(`${line}\n`);

try {
  const options = { "dry-run": { type: "boolean", default: false }, help: { type: "boolean", default: false } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help || positionals.length !== 1) {
    (values.help ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help ? 0 : 1;
  } else {
    await release(positionals[0].replace(/^v/, ""), values["dry-run"]);
  }
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}

async function release(version, dryRun) {
  await prepare(log);
  const { makeRelease } = await import("./release/makeRelease.mjs");
  const { folder, archives } = await makeRelease({ repository, version, dryRun, log });
  log(`\n${archives.map((archive) => relative(repository, archive)).join("\n")}`);
  log(
    dryRun
      ? `\nThis was a dry run: main and its tags are as they were. The release stands in ${relative(repository, folder)}/repository.`
      : `\nmain has the commit and the tag v${version}. Next: \`git push origin main v${version}\`; the workflow publishes.`,
  );
}
