import "../lib/endOnOldNode.mjs";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandLine } from "../lib/commandLine.mjs";
import { repository } from "../lib/engineVersion.mjs";
import { findOrMakeEngine } from "../lib/findOrMakeEngine.mjs";
import { prepare } from "../lib/prepare.mjs";
import { shownPath } from "../lib/shownPath.mjs";

const CAST = join(repository, ".cache/firstRun.cast");
const PICTURE = join(repository, "docs/pictures/firstRun.svg");

const { values } = commandLine({
  command: "node tools/recording/main.mjs",
  does: `Runs \`npm run up\` in a terminal, in a fresh clone of the last commit, and draws the output as an animated picture:
docs/pictures/firstRun.svg. The engine is the one that is found here. Pauses are shortened. It needs git, and script of
util-linux.`,
  options: {
    cast: { value: "FILE", help: "draw a recording that is there, in the format asciicast v2, and run nothing" },
  },
  next: "look at the picture in a browser, then commit it. The recording is kept in .cache/firstRun.cast.",
});
const log = (line) => process.stderr.write(`${line}\n`);

try {
  await prepare(log);
  // They need installed packages.
  const { recordFirstRun } = await import("./recordFirstRun.mjs");
  const { screenHistory } = await import("./screenHistory.mjs");
  const { terminalPicture } = await import("./terminalPicture.mjs");
  if (values.cast === undefined) {
    const cast = await recordFirstRun(await findOrMakeEngine(log), log);
    mkdirSync(dirname(CAST), { recursive: true });
    writeFileSync(CAST, cast);
  }
  const picture = terminalPicture(await screenHistory(readFileSync(values.cast ?? CAST, "utf8")));
  mkdirSync(dirname(PICTURE), { recursive: true });
  writeFileSync(PICTURE, picture);
  log(`${shownPath(PICTURE)}: ${Math.ceil(picture.length / 1_000)} kB`);
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
