/** Characters that nobody sees, or that change how the text around them is shown: controls, format characters, odd spaces. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A text as a string literal of TypeScript, with the quotes that need fewer escapes. Invisible characters are escaped. */
export function stringLiteral(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(INVISIBLE, escapeUnits);
  return `${quote}${escaped}${quote}`;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, "0")}`;
  }).join("");
}
