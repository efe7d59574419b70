import { spawnSync } from "node:child_process";

interface Help {
  readonly text: string;
  /** Each option, and whether a value follows it. */
  readonly options: ReadonlyMap<string, boolean>;
}

/**
 * Looks the subcommands and options of a command line up in what the program says for `--help`.
 *
 * @returns what is wrong, or undefined
 */
export function optionFault(program: readonly string[], args: readonly string[]): string | undefined {
  const path: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg.startsWith("-")) {
      at += helpOf(program, path).options.get(arg) ? 1 : 0;
    } else if (isSubcommand(program, path, arg)) {
      path.push(arg);
    } else if (takesSubcommand(helpOf(program, path))) {
      return `there is no command "${[...path, arg].join(" ")}"`;
    } else {
      break;
    }
  }
  const { options } = helpOf(program, path);
  const unknown = args.filter((arg) => /^--?[a-zA-Z]/.test(arg)).find((arg) => !hasOption(options, arg));
  return unknown && `"${path.join(" ")}" has no option ${unknown}`;
}

/** `-v9` and `--file=state.json` are an option with its value. */
function hasOption(options: ReadonlyMap<string, boolean>, arg: string): boolean {
  return options.has(arg.split("=")[0] ?? "") || (/^-[a-zA-Z]/.test(arg) && options.has(arg.slice(0, 2)));
}

/** A program that does not know a subcommand shows the help of what is above it. */
function isSubcommand(program: readonly string[], path: readonly string[], arg: string): boolean {
  const above = helpOf(program, path);
  return /commands:$/im.test(above.text) && helpOf(program, [...path, arg]).text !== above.text;
}

function takesSubcommand({ text }: Help): boolean {
  const [, usage = ""] = text.match(/^usage:\s*([\s\S]*?)(?=\n\n)/im) ?? [];
  return usage.includes("[command]") && !usage.includes("<");
}

const helps = new Map<string, Help>();

function helpOf(program: readonly string[], path: readonly string[]): Help {
  const key = [...program, ...path].join(" ");
  const help = helps.get(key) ?? readHelp(program, path);
  helps.set(key, help);
  return help;
}

function readHelp([command = "", ...before]: readonly string[], path: readonly string[]): Help {
  const { stdout, error } = spawnSync(command, [...before, ...path, "--help"], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: "/nowhere", PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (error) {
    throw error;
  }
  const lines = stdout.split("\n").filter((line) => /^\s+-/.test(line));
  return { text: stdout, options: new Map(lines.flatMap(optionsOf)) };
}

/** The options of a line such as `  -s, --stack string   The name` or `  --port <number>  port`. */
function optionsOf(line: string): [string, boolean][] {
  const [declared = ""] = line.trim().split(/\s{2,}/);
  const names = declared.match(/(?<=^|[\s,])--?[a-zA-Z][\w-]*/g) ?? [];
  return names.map((name) => [name, / [^-\s]\S*$/.test(declared)]);
}
