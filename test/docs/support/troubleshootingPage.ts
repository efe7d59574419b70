import { plain } from "./messagePattern";

/** One entry of the page: the messages that have its cause and way out. */
export interface TroubleshootingEntry {
  /** The title of its section. */
  readonly section: string;
  /** From 1. */
  readonly line: number;
  readonly messages: readonly string[];
  /** What stands below the messages. */
  readonly text: string;
}

/** Messages of others have entries, too. */
const OF_OTHERS: ReadonlySet<string> = new Set(["SailPoint's replies", "Pulumi's own messages"]);
const ALSO = /^Also ((?:`[^`]+`(?:,\s+)?)+)/;
const SPAN = /`([^`]+)`/g;

/** Reads the entries: a heading of the third level holds a message, and `Also` begins the list of further ones. */
export function troubleshootingEntries(markdown: string): TroubleshootingEntry[] {
  const entries: TroubleshootingEntry[] = [];
  let section = "";
  const lines = markdown.split("\n");
  for (const [index, line] of lines.entries()) {
    section = /^## (.*)/.exec(line)?.[1] ?? section;
    if (line.startsWith("### ")) {
      const end = lines.findIndex((other, at) => at > index && /^##/.test(other));
      const body = lines
        .slice(index + 1, end === -1 ? undefined : end)
        .join("\n")
        .trim();
      const also = ALSO.exec(body)?.[1] ?? "";
      const messages = [...`${line} ${also}`.matchAll(SPAN)].map(([, message = ""]) => plain(message));
      entries.push({ section, line: index + 1, messages, text: body.replace(ALSO, "").trim() });
    }
  }
  return entries;
}

/** Whether the sources of this package hold the messages of an entry. */
export function isOwn({ section }: TroubleshootingEntry): boolean {
  return !OF_OTHERS.has(section);
}
