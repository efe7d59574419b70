import { furtherFault, type ParseResult } from "./parseResult";
import { parseCommonJs, parseModule } from "./parseWithNode";

/** The file that SailPoint runs. */
export const INDEX_JS = "index.js";

/** Maximum size of an `index.js` that is parsed, in bytes. A larger one is not checked. */
export const MAX_PARSED_BYTES = 32 * 1024 * 1024;

/** Maximum length of code that acorn parses: for a module, its time grows with the square of the number of exports. */
const MAX_ACORN_LENGTH = 1_000_000;

/** How a text in UTF-16 begins. Windows PowerShell writes such files. */
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

const MODULE_WORDS = /\b(?:import|export|await)\b/;

/**
 * Parses `index.js` as CommonJS, else as a module, and executes nothing. Node.js decides. What it refuses is parsed again by
 * acorn, which knows newer syntax, if it is not too long. Code that a parser gave up on counts as correct.
 *
 * @returns why it does not parse, with line and column from 1; undefined if it parses or could not be checked
 */
export async function parseIndexJs(bytes: Buffer): Promise<string | undefined> {
  if (UTF_16_MARKS.some((mark) => bytes.subarray(0, 2).equals(mark))) {
    return "it is UTF-16 text, which Node.js cannot read: save it as UTF-8 (line 1, column 1)";
  }
  const code = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const asCommonJs = parseCommonJs(code);
  if (typeof asCommonJs === "string") {
    return undefined;
  }
  const byNode = either(asCommonJs, MODULE_WORDS.test(code) ? await parseModule(code) : asCommonJs);
  if (typeof byNode === "string") {
    return undefined;
  }
  const byAcorn = code.length <= MAX_ACORN_LENGTH ? await acornResult(code) : "unknown";
  if (byAcorn === "parses") {
    return undefined;
  }
  const { reason, line, column } = byAcorn === "unknown" ? byNode : byAcorn;
  return `${reason} (line ${line}, column ${column})`;
}

async function acornResult(code: string): Promise<ParseResult> {
  const { parseWithAcorn } = await import("./parseWithAcorn.js");
  const asCommonJs = parseWithAcorn(code, "commonjs");
  return asCommonJs === "parses" ? asCommonJs : either(asCommonJs, parseWithAcorn(code, "module"));
}

function either(asCommonJs: ParseResult, asModule: ParseResult): ParseResult {
  if (asCommonJs === "parses" || asModule === "parses") {
    return "parses";
  }
  return asCommonJs === "unknown" || asModule === "unknown" ? "unknown" : furtherFault(asCommonJs, asModule);
}
