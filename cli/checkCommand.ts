import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { type CheckReport, checkArchive } from "./checkArchive";

const DEFAULT_TIMEOUT_SECONDS = 10;
const MAX_TIMEOUT_SECONDS = 600;

interface Flags {
  readonly load: boolean;
  readonly config?: Record<string, unknown>;
  readonly timeout: number;
  readonly json: boolean;
}

/** Adds the command `check`, which exits with 1 if SailPoint could not run the archive. */
export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("show what SailPoint would receive of an archive, and what is wrong with it")
    .argument("<archive>", "a .zip or a folder, as a ConnectorCustomizerVersion takes it")
    .option("--load", "run index.js in a child process and list the operations that it handles", false)
    .option("--config <file>", "with --load: JSON file with the source's configuration (default: {})", configFrom)
    .option(
      "--timeout <seconds>",
      "with --load: seconds until the child process is ended",
      seconds,
      DEFAULT_TIMEOUT_SECONDS,
    )
    .option("--json", "print the report as JSON", false)
    .addHelpText(
      "after",
      "\nIt ends with 1 if SailPoint could not run the archive. It sends nothing.\n\n" +
        "Next: correct what it names, then give a ConnectorCustomizerVersion this archive and run `pulumi up`.",
    )
    .action(async (archive: string, { load, config, timeout, json }: Flags, command: Command) => {
      if (config !== undefined && !load) {
        command.error("error: --config has no effect without --load");
      }
      const report = await checkArchive(archive, { load, config, timeoutMs: timeout * 1_000 });
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, load));
      process.exitCode = report.canRun ? 0 : 1;
    });
}

function textOf(report: CheckReport, load: boolean): string {
  const { archive, entries, totalBytes, contentSha256, operations, warnings, errors, canRun } = report;
  const width = String(totalBytes).length;
  const lines = [
    `SailPoint would receive from ${archive}:`,
    ...entries.map(({ path, size }) => `  ${String(size).padStart(width)}  ${path}`),
    `  ${totalBytes}  bytes in ${entries.length} ${entries.length === 1 ? "file" : "files"}`,
    ...(contentSha256 === undefined ? [] : [`contentSha256: ${contentSha256}`]),
    ...(operations === undefined ? [] : [`operations: ${operations.join(", ") || "none"}`]),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...errors.map((error) => `error: ${error}`),
    canRun ? `No fault found.${load ? "" : " The code was not run: --load does it."}` : "SailPoint cannot run it.",
  ];
  return `${lines.slice(entries.length === 0 ? 2 : 0).join("\n")}\n`;
}

/** The content of the file is in no message: it may hold credentials. */
function configFrom(path: string): Record<string, unknown> {
  const config = parsed(path);
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new InvalidArgumentError("It must be a file that holds one JSON object.");
  }
  return config as Record<string, unknown>;
}

function parsed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= MAX_TIMEOUT_SECONDS)) {
    throw new InvalidArgumentError(`It must be a number of seconds, up to ${MAX_TIMEOUT_SECONDS}.`);
  }
  return number;
}
