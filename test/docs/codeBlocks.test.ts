import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { generateSdks } from "../support/generatedSdks";
import { type CodeBlock, codeBlocks, KINDS, type Kind } from "./support/codeBlocks";
import { commandFault } from "./support/commandFault";
import { docstringExamples, schemaExamples } from "./support/examplesInCode";
import { vetGo } from "./support/goBlocks";
import { runPython } from "./support/pythonBlocks";
import { recordCommands, typedCommands } from "./support/recordCommands";
import { compileBlocks, requireBuild } from "./support/typescript";

// The first run compiles the engine's code generators and Pulumi's SDK for Go, and installs Pulumi's SDK for Python.
const TIMEOUT = 900_000;

const sdks = resolve(".cache/docs/sdks");
let typescript = new Map<CodeBlock, string[]>();
let python = new Map<CodeBlock, string>();
const blocks = codeBlocks();
const inCode = [...docstringExamples(), ...schemaExamples()];
const [anyBlock] = blocks as [CodeBlock];
const WRONG = {
  ts: { ...anyBlock, place: "wrong-ts", kind: "ts", text: `import { Wrong } from "pulumi-sailpoint";\n` },
  python: {
    ...anyBlock,
    place: "wrong-python",
    kind: "python",
    text: `import pulumi_sailpoint as sailpoint\nsailpoint.ConnectorCustomizer("x", nam="y")\n`,
  },
} as const satisfies Record<string, CodeBlock>;
const of = (...kinds: Kind[]) => blocks.filter(({ kind }) => kind && kinds.includes(kind));

beforeAll(async () => {
  requireBuild();
  rmSync(sdks, { recursive: true, force: true });
  await generateSdks(sdks);
  typescript = compileBlocks([...of("ts", "js"), ...inCode, WRONG.ts], `${sdks}/nodejs`);
  python = await runPython([...of("python"), WRONG.python], sdks);
}, TIMEOUT);

/** What is done with a block of each kind; no kind is left out. Programs in TypeScript and YAML also run, in programs.test.ts. */
const CHECKS: Record<Kind, (block: CodeBlock) => void | Promise<void>> = {
  ts: (block) => expect(typescript.get(block), HINTS.ts).toEqual([]),
  js: (block) => expect(typescript.get(block), HINTS.ts).toEqual([]),
  python: (block) => expect(python.get(block) ?? "", HINTS.python).toBe(""),
  go: (block) => vetGo(block, sdks),
  yaml: checkYaml,
  yamlProgram: checkYaml,
  json: ({ text }) => void JSON.parse(text),
  jsonl: ({ text }) =>
    text
      .trim()
      .split("\n")
      .forEach((line) => void JSON.parse(line)),
  sh: ({ text }) => checkCommands(text),
  console: ({ text }) => checkCommands(typedCommands(text)),
  text: () => {},
};

const HINTS = {
  ts: "The block must compile as it stands: add its imports and what it uses. If it is no code, write ```text.",
  python: "The block must run as it stands, under mocks: add its imports and what it uses.",
};

function checkYaml({ text }: CodeBlock): void {
  const faults = parseAllDocuments(text).flatMap(({ errors }) => errors.map(({ message }) => message));
  expect(faults).toEqual([]);
}

function checkCommands(script: string): void {
  const commands = recordCommands(script);
  expect(commands, "The block has no command").not.toEqual([]);
  const faults = commands.map((argv) => [argv.join(" "), commandFault(argv)]).filter(([, fault]) => fault);
  expect(faults, "A command of the block does not exist").toEqual([]);
}

describe("every code block", () => {
  const unknown = blocks.filter(({ kind }) => kind === undefined).map(({ place, language }) => `${place} ${language}`);

  test("names a language that is checked", () => {
    const known = Object.keys(KINDS).join(", ");
    expect(unknown, `Write one of ${known} behind the three backticks; text for what is no code`).toEqual([]);
  });

  for (const block of blocks) {
    if (block.kind) {
      test(`${block.place} ${block.kind}`, { timeout: TIMEOUT }, () => CHECKS[block.kind as Kind](block));
    }
  }
});

describe("the examples in docstrings and in plugin/schema.json", () => {
  test("are there", () => {
    expect(docstringExamples()).toHaveLength(4);
    expect(schemaExamples()).toHaveLength(8);
  });

  test.each(inCode.map((block) => [block.place, block] as const))("%s compiles", (_, block) => CHECKS.ts(block));
});

test("each kind of block is there, so that no check runs dry", () => {
  for (const kind of ["ts", "yaml", "yamlProgram", "python", "go", "sh", "text"] as const) {
    expect(of(kind), kind).not.toEqual([]);
  }
});

test("a wrong name in TypeScript or Python is found", () => {
  expect(typescript.get(WRONG.ts)).toEqual([expect.stringContaining("Wrong")]);
  expect(python.get(WRONG.python)).toContain("'nam'");
});
