import { execFileSync } from "node:child_process";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { stringLiteral } from "../../../cli/program/stringLiteral";
import { typescriptProgram } from "../../../cli/program/typescriptProgram";
import { variableNames } from "../../../cli/program/variableNames";
import { importNames } from "../../../provider/hosts/converter/importNames";
import { NOTHING } from "../../../provider/hosts/converter/stackContents";

const customizer = (id: string, name: string, logicalName: string, imageVersion?: number) => {
  return { id, name, logicalName, imageVersion, created: "", tenantId: undefined, imageId: undefined };
};

describe("a string literal", () => {
  test("has the value of the text, whatever is in it, on one line without invisible characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const literal = stringLiteral(text);
        // biome-ignore lint/security/noGlobalEval: the literal is to be read as JavaScript reads it
        expect(eval(literal)).toBe(text);
        expect(literal).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test.each([
    ["Payroll", '"Payroll"'],
    ['a "b"', "'a \"b\"'"],
    [`"it's"`, `'"it\\'s"'`],
    ["a\n\u200b\u202e", '"a\\n\\u200b\\u202e"'],
    ["\u00a0", '"\\u00a0"'],
    [`$${"{x}"}\``, `"$${"{x}"}\`"`],
    ["日本", '"日本"'],
  ])("of %j is %s", (text, literal) => {
    expect(stringLiteral(text)).toBe(literal);
  });
});

test("variables are valid, unique and not reserved, for names of all kinds", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 12 })), (texts) => {
      const all = [...texts, "new", "default", "await", "eval", "sailpoint", "pulumi", "a 1b", "a1b", "constructor"];
      const logical = [...importNames(all.map((name, index) => ({ id: `id-${index}`, name }))).values()];
      const variables = [...variableNames(logical).values()];
      expect(new Set(variables).size).toBe(all.length);
      const text = `import * as sailpoint from "x";\n${variables.map((name) => `const ${name} = 1;`).join("\n")}\nexport {};`;
      expect(diagnosticsOf(text)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

describe("the program", () => {
  const text = typescriptProgram(
    {
      customizers: [
        customizer("c1", "Payroll", "payroll", 7),
        customizer("c2", "x".repeat(200), `${"x-".repeat(25)}unnamed-and-more`),
        customizer("c3", "Middle", "payroll-production-of-the-east"),
      ],
      links: [
        { id: "i1", name: "Payroll SaaS", logicalName: "payroll-saas-link", connectorCustomizerId: "c1" },
        { id: "i2", name: "HR", logicalName: "hr-link", connectorCustomizerId: "c9" },
      ],
    },
    { ...NOTHING, customizers: new Map([["c9", "leavers"]]) },
  );

  test("adopts customizers, says which have code, and links by variable", () => {
    expect(text).toContain(`import * as sailpoint from "pulumi-sailpoint";

// version 7, uploaded; declare its archive to manage it
const payroll = new sailpoint.ConnectorCustomizer("payroll", {
  name: "Payroll",
  adopt: true,
});
`);
    expect(text).toContain(`
new sailpoint.ConnectorCustomizerLink("payroll-saas-link", {
  connectorInstanceId: "i1",
  customizerId: payroll.id,
});
`);
    expect(text).toContain(`// to the customizer "leavers"
new sailpoint.ConnectorCustomizerLink("hr-link", {
  connectorInstanceId: "i2",
  customizerId: "c9",
`);
    expect(diagnosticsOf(text)).toEqual([]);
  });

  test("is formatted as a formatter leaves it", () => {
    const args = ["format", "--indent-style=space", "--line-width=80", "--stdin-file-path=program.ts"];
    expect(execFileSync("node_modules/.bin/biome", args, { input: text, encoding: "utf8" })).toBe(text);
  });
});

function diagnosticsOf(text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => String(messageText));
}
