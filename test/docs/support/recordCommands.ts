import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Bash runs the text, so quoting, variables, pipes and substitutions are its own. No command is found; each one that is asked for is
// written down, in a file of its own because the commands of a pipe run at once. Builtins that would do something are treated alike.
const RECORDER = `
PATH=/nowhere
record() { printf '%s\\0' "$@" >"$RECORDS/$EPOCHREALTIME.$BASHPID.$RANDOM"; }
command_not_found_handle() { record "$@"; }
for name in cd exec eval kill source . exit trap wait read; do
  builtin eval "$name() { record $name \\"\\$@\\"; }"
done
unset name
export() { record export "$@"; builtin export "$@"; }
`;

/**
 * The commands of a shell script, with their arguments, without running them.
 *
 * @throws Error with what bash says if it is no shell script
 */
export function recordCommands(script: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "docs-commands-"));
  try {
    const records = join(folder, "records");
    const project = join(folder, "project");
    mkdirSync(records);
    mkdirSync(project);
    const env = { SAIL_BASE_URL: "http://127.0.0.1:7080", HOME: folder, RECORDS: records };
    const checked = spawnSync("/bin/bash", ["-n"], { input: script, env, encoding: "utf8" });
    if (checked.status !== 0) {
      throw new Error(`bash -n: ${checked.error?.message ?? checked.stderr}`);
    }
    const { error } = spawnSync("/bin/bash", ["-c", RECORDER + script], {
      cwd: project,
      env,
      timeout: 10_000,
      stdio: "ignore",
    });
    if (error) {
      throw new Error(`The commands do not end by themselves: ${error.message}`);
    }
    return readdirSync(records)
      .sort()
      .map((name) => readFileSync(join(records, name), "utf8").split("\0").slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a `console` block types: the lines behind `$ `, with their continuations. */
export function typedCommands(transcript: string): string {
  return [...transcript.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command]) => command).join("\n");
}
