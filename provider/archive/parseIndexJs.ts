import { compileFunction } from "node:vm";

/** The file that SailPoint runs. */
export const INDEX_JS = "index.js";

/** Maximum size of an `index.js` that is parsed, in bytes. A larger one is not checked. */
export const MAX_PARSED_BYTES = 32 * 1024 * 1024;

interface Refusal {
  readonly pos: number;
  readonly reason: string;
}

/**
 * Parses `index.js` as CommonJS, else as a module, and executes nothing. Node's own parser decides first, in a few
 * milliseconds; acorn reads modules and finds the position.
 *
 * @returns why it does not parse, with line and column from 1; undefined if it parses
 */
export async function parseIndexJs(bytes: Buffer): Promise<string | undefined> {
  const code = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (compilesAsCommonJs(code)) {
    return undefined;
  }
  const { parse } = await import("acorn");
  const refusal = (sourceType: "commonjs" | "module"): Refusal | undefined => {
    try {
      parse(code, { ecmaVersion: "latest", sourceType, allowHashBang: true });
      return undefined;
    } catch (error) {
      return refusalOf(error);
    }
  };
  const asCommonJs = refusal("commonjs");
  const asModule = asCommonJs && refusal("module");
  // The reading that got further is what the author meant.
  return asCommonJs && asModule && (asModule.pos > asCommonJs.pos ? asModule : asCommonJs).reason;
}

function compilesAsCommonJs(code: string): boolean {
  try {
    compileFunction(code.replace(/^#!/, "//"), ["exports", "require", "module", "__filename", "__dirname"]);
    return true;
  } catch {
    return false;
  }
}

function refusalOf(error: unknown): Refusal {
  const { message, pos, loc } = error as SyntaxError & { pos: number; loc: { line: number; column: number } };
  const what = message.replace(/ \(\d+:\d+\)$/, "");
  return { pos, reason: `${what} (line ${loc.line}, column ${loc.column + 1})` };
}
