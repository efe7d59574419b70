import fc from "fast-check";
import { additions, type CustomizerEdit, customizerEdit, customizerEdits } from "./customizerEdits";
import { additionalLinks, type LinkEdit, linkEdit, linkEdits } from "./linkEdits";
import type { Program } from "./program";

/** A change of the program. Numbers choose among what is there when the edit is applied. */
export type Edit = CustomizerEdit | LinkEdit;

/** A program after an edit, and the edit in words. */
export interface Edited {
  readonly program: Program;
  readonly text: string;
}

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: customizerEdits, weight: 3 },
  { arbitrary: linkEdits, weight: 2 },
);

/** The first edits of a history: some customizers, and some links to them. */
export const firstEdits: fc.Arbitrary<readonly Edit[]> = fc
  .tuple(
    fc.array(additions, { minLength: 1, maxLength: 3, size: "max" }),
    fc.array(additionalLinks, { maxLength: 3, size: "max" }),
  )
  .map((parts) => parts.flat());

/** Applies an edit. Returns undefined if the program has nothing that it could change. */
export function applyEdit(program: Program, edit: Edit): Edited | undefined {
  return edit.on === "customizer" ? customizerEdit(program, edit) : linkEdit(program, edit);
}
