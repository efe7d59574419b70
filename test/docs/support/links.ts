import GithubSlugger from "github-slugger";
import type { Token } from "markdown-it";
import type { Page } from "./markdownPages";

/** A link or picture of a page. */
export interface Link {
  readonly page: string;
  /** `page:line`. */
  readonly place: string;
  readonly target: string;
}

/** Every link and picture of a page, those of its HTML too. */
export function linksOf({ path, tokens }: Page): Link[] {
  return tokens.flatMap((token, index) => {
    const line = lineOf(tokens, index);
    if (token.type === "html_block") {
      return inHtml(token.content).map((target) => linkAt(path, line, target));
    }
    let below = 0;
    return (token.children ?? []).flatMap((child) => {
      below += child.type === "softbreak" || child.type === "hardbreak" ? 1 : 0;
      return targetsOf(child).map((target) => linkAt(path, line + below, target));
    });
  });
}

/** The anchors of a page: its headings as the web shows them, and the ids of its HTML. */
export function anchorsOf({ tokens, text }: Page): Set<string> {
  const slugger = new GithubSlugger();
  const headings = tokens.filter((_, index) => tokens[index - 1]?.type === "heading_open");
  const plain = headings.map(({ children }) =>
    (children ?? [])
      .filter(({ type }) => type === "text" || type === "code_inline")
      .map(({ content }) => content)
      .join(""),
  );
  const ids = [...text.matchAll(/<[^>]* id="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Set([...plain.map((heading) => slugger.slug(heading)), ...ids]);
}

function targetsOf(token: Token): string[] {
  switch (token.type) {
    case "link_open":
      return [String(token.attrGet("href"))];
    case "image":
      return [String(token.attrGet("src"))];
    case "html_inline":
      return inHtml(token.content);
  }
  return [];
}

const inHtml = (html: string) =>
  [...html.matchAll(/\b(?:href|src|srcset)="([^"\s]+)[^"]*"/g)].map(([, target = ""]) => target);

const linkAt = (page: string, line: number, target: string): Link => ({ page, place: `${page}:${line}`, target });

/** Cells of a table have no lines of their own; their row has. */
function lineOf(tokens: readonly Token[], index: number): number {
  const before = tokens.slice(0, index + 1).findLast(({ map }) => map);
  return (before?.map?.[0] ?? 0) + 1;
}
