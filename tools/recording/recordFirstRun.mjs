import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder, repository } from "../lib/engineVersion.mjs";
import { run } from "../lib/run.mjs";

const COLUMNS = 112;
const ROWS = 30;

/**
 * Runs `npm run up` in a pseudo-terminal, in a fresh clone and a home folder of its own, and removes all of it.
 *
 * @param {string} engine the path of `pulumi`
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the recording, in the format asciicast v2
 */
export async function recordFirstRun(engine, log) {
  const home = mkdtempSync(join(tmpdir(), "first-run-"));
  const clone = join(home, "pulumi-sailpoint");
  const env = environment(home, engine);
  try {
    await mustRun("git", ["clone", "--quiet", repository, clone], { env });
    log("Recording `npm run up` in a fresh clone.");
    const events = await recordInTerminal("npm run up", { cwd: clone, env });
    const { code } = await run("npm", ["run", "--silent", "destroy"], { cwd: clone, env });
    if (code !== 0) {
      throw new Error("`npm run destroy` failed after the recording.");
    }
    const header = { version: 2, width: COLUMNS, height: ROWS, title: "npm run up" };
    return `${[header, ...events].map((line) => JSON.stringify(line)).join("\n")}\n`;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** What the run finds: this machine's engine and npm's settings, and nothing else of its user. */
function environment(home, engine) {
  const cache = join(home, ".cache/pulumi-sailpoint");
  mkdirSync(cache, { recursive: true });
  symlinkSync(join(cacheFolder(), "engine"), join(cache, "engine"));
  const isCached = engine.startsWith(cacheFolder());
  return {
    PATH: isCached ? process.env.PATH : `${dirname(engine)}:${process.env.PATH}`,
    HOME: home,
    TERM: "xterm-256color",
    LANG: "C.UTF-8",
    npm_config_userconfig: join(homedir(), ".npmrc"),
    npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
    npm_config_update_notifier: "false",
  };
}

/** @returns {Promise<[number, "o", string][]>} what the terminal got, with the seconds since the start */
function recordInTerminal(command, options) {
  // The terminal that `script` makes has no size of its own.
  const inTerminal = `stty cols ${COLUMNS} rows ${ROWS}; ${command}`;
  return new Promise((done, failed) => {
    const child = spawn("script", ["--quiet", "--return", "--flush", "--command", inTerminal, "/dev/null"], {
      ...options,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const started = performance.now();
    const events = [];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      events.push([(performance.now() - started) / 1_000, "o", text]);
    });
    child.once("error", () =>
      failed(new Error("There is no `script` here. Install util-linux (on Debian: bsdutils).")),
    );
    child.once("close", (code) =>
      code === 0
        ? done(events)
        : failed(new Error(`\`${command}\` ended with ${code}:\n${events.map(([, , text]) => text).join("")}`)),
    );
  });
}

async function mustRun(command, args, options) {
  const { code, stderr } = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${stderr}`);
  }
}
