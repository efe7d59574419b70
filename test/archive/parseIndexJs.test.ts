import { describe, expect, onTestFinished, test } from "vitest";
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

  test.each([Buffer.from("\uFEFFexports.a = 1;", "utf16le"), Buffer.from([0xfe, 0xff, 0, 0x31])])(
    "does not parse if it is UTF-16 text",
    async (bytes) => {
      expect(await parseIndexJs(bytes)).toBe(
        "it is UTF-16 text, which Node.js cannot read: save it as UTF-8 (line 1, column 1)",
      );
    },
  );

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

  test.each([
    ["a module", `export const sum = 0${"+1".repeat(20_000)};`],
    ["a module with brackets", `export const one = ${"(".repeat(200_000)}1${")".repeat(200_000)};`],
    ["CommonJS with brackets", `exports.one = ${"(".repeat(200_000)}1${")".repeat(200_000)};`],
  ])("counts as parsed if a parser gives up on its nesting: %s", async (_, code) => {
    expect(await parse(code)).toBeUndefined();
  });

  test("with many exports parses within the time of one child process, and needs no acorn", {
    timeout: 15_000,
  }, async () => {
    const line = (_: unknown, index: number) => `export const a${index} = ${index};\n`;
    const code = Array.from({ length: 200_000 }, line).join("");
    expect(await parse(code)).toBeUndefined();
    expect(await parse(`${code}export const = 1;`)).toBe("Unexpected token '=' (line 200001, column 14)");
  });

  test.each([
    ["CommonJS", "exports.a = 1;\n"],
    ["a module", 'import "a";\n'],
  ])("above 1 MB has the position of its fault from Node.js: %s", async (_, start) => {
    expect(await parse(`${start}//${"x".repeat(1_000_000)}\nconst = 1;`)).toBe(
      "Unexpected token '=' (line 3, column 7)",
    );
  });

  test("is parsed without the options of this process for Node.js", async () => {
    const before = process.env["NODE_OPTIONS"];
    process.env["NODE_OPTIONS"] = "--require ./no-such-file.js";
    onTestFinished(() => {
      process.env["NODE_OPTIONS"] = before ?? "";
    });
    expect(await parse("export const a = 1;")).toBeUndefined();
    expect(await parse("export const a = ;")).toMatch(/line 1, column 18/);
  });

  test("is not executed", async () => {
    const place = globalThis as { executed?: boolean };
    expect(await parse("globalThis.executed = true;")).toBeUndefined();
    expect(place.executed).toBeUndefined();
  });
});
