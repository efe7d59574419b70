import type { SourceText } from "./sourceTexts";

const WORD = /\p{L}[\p{L}\d'’.-]*/gu;
/** So many fixed words of its first sentence identify a message. */
const ENOUGH_WORDS = 8;
/** What stands in the page for something that differs: a word in capitals, a text in quotes, a number, the rest of a message. */
export const PLACEHOLDER =
  /…|"[^"]*"|\b\d+\b|\b(?:CODE|ERROR|FIELD|FILE|FOLDER|HOST:PORT|HOST|ID|JSON|KEY|METHOD|NAMES?|NUMBER|PATH|PORT|REASON|SCHEME|STATUS|TEXT|TIME|TYPE|URL|VALUE|VARIABLE|VERSIONS?)\b/g;
/** Stands for what is filled in. No text holds it. */
const HOLE = "\u0000";

/**
 * What identifies a message: the beginning of its first sentence, with anything in the place of what is filled in. `Could not …:`
 * is left out, because the reason behind it is what differs. Undefined for a text that only puts other messages together.
 */
export function patternOf({ parts }: SourceText): RegExp | undefined {
  const text = plain(parts.map((part) => part ?? HOLE).join("")).replace(/^Could not [^:]*: /, "");
  const beginning = firstWords(firstSentence(text)).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return beginning === "" ? undefined : new RegExp(beginning.split(HOLE).map(escaped).join(".*?"), "u");
}

/** Whether a text that a user has seen holds a message of the page. */
export function holds(seen: string, message: string): boolean {
  return new RegExp(message.split(PLACEHOLDER).map(escaped).join(".*?"), "u").test(plain(seen));
}

/** A text in which only words count: without backticks, and with single spaces. */
export function plain(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}

/** The first sentence that has a fixed word. */
function firstSentence(text: string): string {
  const ends = [...text.matchAll(/[.!?](?= |$)/g)].map(({ index }) => index);
  const end = ends.find((at) => /\p{L}/u.test(text.slice(0, at)));
  return end === undefined ? text : text.slice(0, end);
}

function firstWords(sentence: string): string {
  const last = [...sentence.matchAll(WORD)][ENOUGH_WORDS - 1];
  return last ? sentence.slice(0, last.index + last[0].length) : sentence;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
