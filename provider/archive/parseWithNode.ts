import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { compileFunction } from "node:vm";
import type { ParseResult } from "./parseResult";

const COMMON_JS_VARIABLES = ["exports", "require", "module", "__filename", "__dirname"];
const MODULE_LIMIT_MS = 5_000;

/** Parses CommonJS code with the parser of this Node.js, in a few milliseconds. Executes nothing. */
export function parseCommonJs(code: string): ParseResult {
  try {
    compileFunction(code.replace(/^#!/, "//"), COMMON_JS_VARIABLES, { filename: "index.js" });
    return "parses";
  } catch (error) {
    return faultOf((error as Error).stack ?? "");
  }
}

/**
 * Parses an ES module with `node --check`, in a child process, because Node.js parses modules in the process itself only with
 * a flag. Executes nothing. The result is `"unknown"` after 5 seconds.
 */
export async function parseModule(code: string): Promise<ParseResult> {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, ["--check", "--input-type=module", "-"], {
    env: { PATH, SystemRoot },
    stdio: ["pipe", "ignore", "pipe"],
    timeout: MODULE_LIMIT_MS,
    killSignal: "SIGKILL",
    windowsHide: true,
  });
  const exit = new Promise<number | null>((done) => {
    child.once("error", () => done(null));
    child.once("close", done);
  });
  child.stdin.on("error", () => {});
  child.stdin.end(code);
  const [status, output] = await Promise.all([exit, text(child.stderr).catch(() => "")]);
  return status === 0 ? "parses" : faultOf(output);
}

/** Reads a report of Node.js: file and line, the line of code, a mark below the fault (missing at the end), and the error. */
function faultOf(report: string): ParseResult {
  const lines = report.split(/\r?\n/);
  const error = lines.findIndex((line) => line.startsWith("SyntaxError: "));
  const line = /^(?:index\.js|\[stdin\]):(\d+)$/.exec(
    lines.find((text) => /^(?:index\.js|\[stdin\]):/.test(text)) ?? "",
  )?.[1];
  const mark = lines.slice(0, Math.max(error, 0)).findLast((text) => /^\s*\^+\s*$/.test(text));
  if (error === -1 || line === undefined) {
    return "unknown";
  }
  return {
    reason: String(lines[error]).replace("SyntaxError: ", ""),
    line: Number(line),
    column: (mark?.indexOf("^") ?? 0) + 1,
  };
}
