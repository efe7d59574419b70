import { parse } from "yaml";
import { markdownPages } from "./markdownPages";

/** What a code block is, and so what a test does with it. */
export type Kind = (typeof KINDS)[keyof typeof KINDS] | "yamlProgram";

/** A fenced code block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** The line of its first line of code. */
  readonly line: number;
  /** `page:line`. */
  readonly place: string;
  readonly language: string;
  /** Undefined if the language is none that the tests know. */
  readonly kind: Kind | undefined;
  readonly text: string;
}

/** The languages of code blocks. `text` is for what is no code: outputs, trees of folders. */
export const KINDS = {
  ts: "ts",
  typescript: "ts",
  js: "js",
  javascript: "js",
  yaml: "yaml",
  python: "python",
  go: "go",
  json: "json",
  jsonl: "jsonl",
  sh: "sh",
  bash: "sh",
  console: "console",
  text: "text",
} as const;

// CONTRIBUTING.md and the changelog hold commands and texts of this repository; readers paste from the others.
const PAGES = /^(README\.md|docs\/.*|examples\/.*)$/;

/** Every fenced code block that readers may paste. */
export function codeBlocks(): CodeBlock[] {
  return markdownPages()
    .filter(({ path }) => PAGES.test(path))
    .flatMap(({ path, tokens }) =>
      tokens
        .filter(({ type }) => type === "fence" || type === "code_block")
        .map(({ info, content, map }) => {
          const line = (map?.[0] ?? 0) + 2;
          const [language = ""] = info.trim().split(/\s+/);
          return {
            page: path,
            line,
            place: `${path}:${line}`,
            language,
            kind: kindOf(language, content),
            text: content,
          };
        }),
    );
}

/** The blocks of some kinds. */
export const blocksOf = (...kinds: Kind[]): CodeBlock[] =>
  codeBlocks().filter(({ kind }) => kind !== undefined && kinds.includes(kind));

function kindOf(language: string, text: string): Kind | undefined {
  const kind = Object.hasOwn(KINDS, language) ? KINDS[language as keyof typeof KINDS] : undefined;
  return kind === "yaml" && isProgram(text) ? "yamlProgram" : kind;
}

/** Whether a block is a Pulumi program in YAML, with or without its name and runtime. */
function isProgram(text: string): boolean {
  try {
    const content = parse(text) as Record<string, unknown> | null;
    return /\bsailpoint:/.test(text) && ["resources", "variables"].some((key) => content?.[key] !== undefined);
  } catch {
    return false;
  }
}
