import { parseArgs } from "node:util";

/**
 * Reads the options of a command of this repository. It needs no package: commands run before anything is installed.
 * `--help` prints the help and ends the process; so does an option that the command does not have, with 2.
 *
 * @param {{
 *   command: string,
 *   does: string,
 *   options?: Record<string, { value?: string, help: string }>,
 *   positionals?: { name: string, help: string },
 *   next: string,
 * }} about `value` names what an option takes; `next` says what to do after the command
 * @returns {{ values: Record<string, string | boolean | undefined>, positionals: string[] }}
 */
export function commandLine({ command, does, options = {}, positionals, next }, args = process.argv.slice(2)) {
  const known = Object.entries(options).map(([name, { value }]) => [name, { type: value ? "string" : "boolean" }]);
  try {
    const read = parseArgs({
      args,
      allowPositionals: positionals !== undefined,
      options: { ...Object.fromEntries(known), help: { type: "boolean", short: "h" } },
    });
    if (!read.values.help) {
      return read;
    }
  } catch (error) {
    // Node.js adds advice about arguments that begin with a dash, which nobody needs here.
    const [problem] = error.message.split(". ");
    process.stderr.write(`error: ${problem.replace(/\.$/, "")}.\nRun \`${command} --help\` for what it takes.\n`);
    process.exit(2);
  }
  process.stdout.write(helpText({ command, does, options, positionals, next }));
  process.exit(0);
}

function helpText({ command, does, options, positionals, next }) {
  const rows = [
    ...(positionals ? [[positionals.name, positionals.help]] : []),
    ...Object.entries(options).map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ""}`, help]),
    ["-h, --help", "show this help"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const usage = `Usage: ${command} [options]${positionals ? ` ${positionals.name}` : ""}`;
  const table = rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
  return `${[usage, "", does, "", "Options:", ...table, "", `Next: ${next}`].join("\n")}\n`;
}
