import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Each command and what its help must name. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "tools/up.mjs": ["--no-serve"],
  "tools/destroy.mjs": [],
  "tools/test.mjs": ["[FILE…]", "--name PATTERN"],
  "tools/soak.mjs": [
    "--minutes M",
    "--seed S",
    "--path P",
    "--histories N",
    "--longest N",
    "--host HOST",
    "--no-kills",
  ],
  "tools/engine.mjs": [],
  "tools/schema.mjs": ["--check"],
  "tools/recording/main.mjs": ["--cast FILE"],
  "dist/cli/main.js": ["check", "program", "migrate-state", "tenant"],
  "dist/cli/main.js check": ["--load", "--config", "--timeout", "--json"],
  "dist/cli/main.js program": ["--name", "--no-links", "--only-new", "--language"],
  "dist/cli/main.js migrate-state": ["pulumi stack export"],
  "plugin/pulumi-resource-sailpoint": ["[ADDRESS]", "--version"],
  "plugin/pulumi-converter-sailpoint": ["--name GLOB", "--no-links", "--only-new FILE", "--version"],
};

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, ...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    // Nothing may be installed, compiled or served for a help: without HOME and PATH it could not.
    const options = { timeout: 15_000, env: {} };
    execFile(process.execPath, [...command.split(" "), ...args], options, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

describe.each(Object.entries(COMMANDS))("%s", { timeout: 60_000 }, (command, named) => {
  test("has a help that names its options and ends with what to do next, and refuses other options", async () => {
    const [help, refused] = await Promise.all([run(command, "--help"), run(command, "--not-an-option")]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const name of ["Usage: ", "--help", ...named]) {
      expect(help.stdout).toContain(name);
    }
    expect(help.stdout.trimEnd().split("\n\n").at(-1)).toMatch(/^Next: \S/);
    expect(help.stdout.split("\n").filter((line) => line.length > 130)).toEqual([]);

    expect(refused.code).toBeOneOf([1, 2]);
    expect(refused.stdout).toBe("");
    expect(refused.stderr).toMatch(/^error: unknown option '--not-an-option'/i);
    expect(refused.stderr).toMatch(/Run `.* --help` for what it takes\.\n$/);
  });
});

test("the plugin and the converter show the package's version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  for (const name of ["resource", "converter"]) {
    const shown = await run(`plugin/pulumi-${name}-sailpoint`, "--version");
    expect(shown).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  }
});

test("the soak refuses values that it cannot use", async () => {
  for (const args of [
    ["--minutes", "0"],
    ["--seed", "x"],
    ["--host", "yaml"],
  ]) {
    const { code, stderr } = await run("tools/soak.mjs", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: ${args.join(" ")}: it must be`);
  }
});
