import { packageVersion } from "../packageFiles";

/**
 * Answers `--help`, `--version` and any other lone option of a process that Pulumi's engine starts. The engine passes its address,
 * or nothing.
 *
 * @returns whether the process has nothing else to do
 */
export function answerUser(args: readonly string[], name: string, help: string): boolean {
  const [option = ""] = args;
  if (args.length !== 1 || !option.startsWith("-")) {
    return false;
  }
  if (option === "--help" || option === "-h") {
    process.stdout.write(help);
  } else if (option === "--version") {
    process.stdout.write(`${packageVersion()}\n`);
  } else {
    process.stderr.write(`error: Unknown option '${option}'.\nRun \`${name} --help\` for what it takes.\n`);
    process.exitCode = 2;
  }
  return true;
}
