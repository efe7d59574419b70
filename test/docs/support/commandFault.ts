import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSelection } from "../../../provider/hosts/converter/converterArguments";
import { enginePath } from "../../support/engine";
import { optionFault } from "./optionFault";
import { recordCommands } from "./recordCommands";

/**
 * What is wrong with a command of a page: a subcommand, option or script that does not exist. Only commands that this repository
 * can know are looked at: `pulumi`, `npm`, and this package's own.
 *
 * @returns undefined if nothing is
 */
export function commandFault(argv: readonly string[]): string | undefined {
  const [command = "", ...args] = argv;
  switch (command) {
    case "pulumi":
      return pulumiFault(args);
    case "npm":
      return npmFault(args);
    case "npx":
      return npxFault(args);
    case "node":
      return args[0]?.startsWith("tools/") && !existsSync(args[0]) ? `there is no ${args[0]}` : undefined;
  }
  return undefined;
}

function npxFault(args: readonly string[]): string | undefined {
  const [first = "", second = "", ...others] = args;
  if (first === "-c" || first === "--call") {
    return recordCommands(second).map(commandFault).find(Boolean);
  }
  if (first === "pulumi") {
    return pulumiFault(args.slice(1));
  }
  if (first === "pulumi-sailpoint") {
    const rest = second === "" ? [] : [second, ...others];
    return optionFault([process.execPath, "dist/cli/main.js"], rest);
  }
  return undefined;
}

function npmFault(args: readonly string[]): string | undefined {
  const [subcommand = "", script = ""] = args;
  if (subcommand === "run" || subcommand === "run-script") {
    const name = args.slice(1).find((arg) => !arg.startsWith("-")) ?? script;
    return scripts().has(name) ? undefined : `there is no script "${name}", neither here nor in an example`;
  }
  return undefined;
}

/** The scripts of this repository and of its examples. */
function scripts(): Set<string> {
  const folders = [".", ...readdirSync("examples").map((name) => join("examples", name))];
  const files = folders.map((folder) => join(folder, "package.json")).filter((file) => existsSync(file));
  return new Set(
    files.flatMap((file) =>
      Object.keys((JSON.parse(readFileSync(file, "utf8")) as { scripts?: object }).scripts ?? {}),
    ),
  );
}

function pulumiFault(args: readonly string[]): string | undefined {
  const end = args.indexOf("--");
  const [own, others] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  return optionFault([enginePath()], own) ?? (own.includes("import") ? converterFault(others) : undefined);
}

/** What follows `--` in `pulumi import --from sailpoint` is this package's. */
function converterFault(args: readonly string[]): string | undefined {
  try {
    parseSelection(args);
    return undefined;
  } catch (error) {
    // A page may name a file that a reader has.
    return /ENOENT|no such file/i.test(String(error)) ? undefined : String(error);
  }
}
