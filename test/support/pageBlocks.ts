/** A fenced block of a page in Markdown. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** The file that the paragraph before it names first: "`Pulumi.yaml`:". */
  readonly file: string | undefined;
}

/** The fenced blocks of a page, in order. */
export function pageBlocks(markdown: string): PageBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language = "", 2: text = "", index }) => {
    const before = markdown.slice(0, index).trimEnd().split("\n\n").at(-1) ?? "";
    return { language, text, file: /^`([\w./-]+\.\w+)`/.exec(before)?.[1] };
  });
}
