import { describe, expect, test } from "vitest";
import { parseIndexJs } from "../../provider/archive/parseIndexJs";

const parse = (code: string) => parseIndexJs(Buffer.from(code));

describe("index.js", () => {
  test.each([
    ["CommonJS", 'exports.connectorCustomizer = require("./customizer");'],
    ["CommonJS with a hashbang", "#!/usr/bin/env node\nmodule.exports = {};"],
    ["CommonJS with a byte order mark and a hashbang", "\uFEFF#!/usr/bin/env node\nmodule.exports = {};"],
    ["CommonJS with a return", "if (!process.env.X) return;\nexports.x = 1;"],
    ["sloppy CommonJS", "with (exports) { x = 010; }"],
    ["a module", 'import { x } from "y";\nexport const connectorCustomizer = x;'],
    ["a module with await", 'import { x } from "y";\nexport const connectorCustomizer = await x();'],
    ["a module with import.meta and a hashbang", "#!/usr/bin/env node\nexport const url = import.meta.url;"],
    ["a module with attributes", 'import config from "./config.json" with { type: "json" };\nexport { config };'],
    ["new syntax", "class A { static #x = 1; static { this.#x ??= 2n; } }\nconst f = async (a) => a?.b?.[0];"],
    ["nothing", ""],
  ])("parses: %s", async (_, code) => {
    expect(await parse(code)).toBeUndefined();
  });

  test.each([
    ["a cut file", "exports.f = () => {\n  return 1;\n", /^Unexpected token \(line 3, column 1\)$/],
    ["a typo", "const a = 1;\nconst = 2;", /^Unexpected token \(line 2, column 7\)$/],
    ["a conflict marker", "exports.a = 1;\n<<<<<<< HEAD\nexports.b = 1;\n", /\(line 2, column 1\)$/],
    [
      "a module with an error",
      'import { x } from "y";\nexport const a = ;',
      /^Unexpected token \(line 2, column 18\)$/,
    ],
    ["TypeScript", "const a: string = 'x';", /\(line 1, column 8\)$/],
    ["a name declared twice", "let a;\nlet a;", /'a' has already been declared \(line 2, column 5\)/],
    ["an inner function with an error", "function f() {\n  return (1;\n}", /\(line 2, column 12\)$/],
    ["bytes that are no text", "\0\x01\x02PK", /\(line 1, column 1\)$/],
    ["an attempt to leave the function that is compiled", "});\nprocess.exit(3);(() => {", /\(line 1, column 1\)$/],
  ])("does not parse, with line and column: %s", async (_, code, reason) => {
    expect(await parse(code)).toMatch(reason);
  });

  test("is not executed", async () => {
    const place = globalThis as { executed?: boolean };
    expect(await parse("globalThis.executed = true;")).toBeUndefined();
    expect(place.executed).toBeUndefined();
  });
});
