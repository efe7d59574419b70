/** What executes nothing: white space, a hashbang, comments, `"use strict"`, and what compilers write for a file without code. */
const NOTHING = [
  /\s+/y,
  /#!.*/y,
  /\/\/.*/y,
  /\/\*.*?\*\//sy,
  /(["'])use strict\1/y,
  /;/y,
  /export\s*\{\s*\}/y,
  /Object\.defineProperty\(exports,\s*["']__esModule["'],\s*\{\s*value:\s*(?:true|!0)\s*\}\)/y,
];

/** Whether code does nothing: it exports no customizer, whatever loads it. */
export function isEmptyCode(bytes: Buffer): boolean {
  const code = bytes.toString("utf8").replace(/^\uFEFF/, "");
  let at = 0;
  const skips = (pattern: RegExp) => {
    pattern.lastIndex = at;
    if (!pattern.test(code)) {
      return false;
    }
    at = pattern.lastIndex;
    return true;
  };
  while (at < code.length && NOTHING.some(skips)) {}
  return at === code.length;
}
