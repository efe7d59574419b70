import { readdirSync, readFileSync } from "node:fs";
import type { CodeBlock } from "./codeBlocks";

/** The examples in the docstrings of what programs see. */
export function docstringExamples(): CodeBlock[] {
  return readdirSync("provider/program").flatMap((name) => {
    const path = `provider/program/${name}`;
    const text = readFileSync(path, "utf8");
    return [...text.matchAll(/^ +\* ```ts\n([\s\S]*?)^ +\* ```$/gm)].map(({ 1: code = "", index }) =>
      blockAt(path, text.slice(0, index).split("\n").length + 1, code.replace(/^ +\* ?/gm, "")),
    );
  });
}

/** The examples in TypeScript that the schema has for the generated SDK. */
export function schemaExamples(): CodeBlock[] {
  const path = "plugin/schema.json";
  const { resources, functions } = JSON.parse(readFileSync(path, "utf8")) as Record<
    string,
    Record<string, { description: string }>
  >;
  return Object.values({ ...resources, ...functions }).flatMap(({ description }, index) =>
    [...description.matchAll(/^```typescript\n([\s\S]*?)^```$/gm)].map(({ 1: code = "" }) =>
      blockAt(path, index + 1, code),
    ),
  );
}

const blockAt = (page: string, line: number, text: string): CodeBlock => ({
  page,
  line,
  place: `${page}:${line}`,
  language: "ts",
  kind: "ts",
  text,
});
