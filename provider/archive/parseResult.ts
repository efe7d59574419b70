/** Why a parser refused code, and where. */
export interface SyntaxFault {
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** What a parser found: the code parses, it has a fault, or the parser gave up (`"unknown"`), for example on deep nesting. */
export type ParseResult = "parses" | "unknown" | SyntaxFault;

/** Of two readings of the same code, the one that got further is what the author meant. */
export function furtherFault(a: SyntaxFault, b: SyntaxFault): SyntaxFault {
  return b.line > a.line || (b.line === a.line && b.column > a.column) ? b : a;
}
