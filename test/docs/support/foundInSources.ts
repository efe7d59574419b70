import { PLACEHOLDER, plain } from "./messagePattern";
import type { SourceText } from "./sourceTexts";

/** A stretch may have a word that a source fills in. So many words make another piece of it acceptable. */
const WORDS_FOR_A_PIECE = 3;

/** Returns a function that gives the stretches of a message that no source holds any longer. */
export function missingInSources(sources: readonly SourceText[]): (message: string) => string[] {
  const all = sources.flatMap(({ parts }) => parts.map((part) => ` ${plain(part ?? "")} `)).join("\n");
  const isHeld = (words: readonly string[]) => all.includes(words.join(" ").replace(/[,:;]$/, ""));
  return (message) =>
    stretchesOf(message).filter((stretch) => {
      const words = stretch.split(" ");
      return piecesOf(words, isHeld) > 1 + Math.floor(words.length / WORDS_FOR_A_PIECE);
    });
}

function stretchesOf(message: string): string[] {
  return message
    .split(PLACEHOLDER)
    .map((stretch) => stretch.replace(/^[^\p{L}-]+|[^\p{L}]+$/gu, ""))
    .filter((stretch) => stretch.includes(" "));
}

/** The least number of pieces, from the left, that the sources hold. */
function piecesOf(words: readonly string[], isHeld: (words: readonly string[]) => boolean): number {
  let pieces = 0;
  for (let from = 0; from < words.length; pieces++) {
    let to = words.length;
    while (to > from && !isHeld(words.slice(from, to))) {
      to--;
    }
    if (to === from) {
      return Number.POSITIVE_INFINITY;
    }
    from = to;
  }
  return pieces;
}
