import { readdirSync, readFileSync } from "node:fs";
import MarkdownIt, { type Token } from "markdown-it";

/** A page of the repository. */
export interface Page {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

const markdown = new MarkdownIt({ html: true, linkify: false });

/** Every page for readers: those in the root, and those below docs, examples and .github. */
export function markdownPages(): Page[] {
  const inRoot = readdirSync(".").filter((name) => name.endsWith(".md"));
  const below = ["docs", "examples"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
      .map((name) => `${folder}/${name}`),
  );
  return [...inRoot, ...below].sort().map(pageAt);
}

/** One page, by its path. */
export function pageAt(path: string): Page {
  const text = readFileSync(path, "utf8");
  return { path, text, tokens: markdown.parse(withoutFrontMatter(text), {}) };
}

/** The front matter of a registry's page is no Markdown; its lines stay, so that the lines of the others are right. */
function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, (matter) => "\n".repeat(matter.split("\n").length - 1));
}
