import { parse } from "acorn";
import type { ParseResult } from "./parseResult";

// acorn catches the overflow of the stack and reports it as a SyntaxError.
const GAVE_UP = "Not enough stack space";

/** Parses code with acorn, which knows newer syntax than the oldest Node.js. Slow for modules with many exports. */
export function parseWithAcorn(code: string, sourceType: "commonjs" | "module"): ParseResult {
  try {
    parse(code, { ecmaVersion: "latest", sourceType, allowHashBang: true });
    return "parses";
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    if (!(error instanceof SyntaxError) || loc === undefined || message.startsWith(GAVE_UP)) {
      return "unknown";
    }
    return { reason: message.replace(/ \(\d+:\d+\)$/, ""), line: loc.line, column: loc.column + 1 };
  }
}
