import fc from "fast-check";
import { type Edit, edits } from "./edits";
import { type Fault, faults } from "./faults";
import { type Outside, outsideChanges } from "./outside";
import { type Run, runs } from "./runs";
import { sometimes } from "./sometimes";

/** One step of a history: the program is edited, somebody changes the tenant, and the engine runs. */
export interface Operation {
  readonly edits: readonly Edit[];
  readonly outside: readonly Outside[];
  readonly fault: Fault | undefined;
  readonly run: Run;
}

export function operations(kills: boolean): fc.Arbitrary<Operation> {
  return fc.record({
    edits: fc.array(edits, { maxLength: 4, size: "max" }),
    outside: fc.oneof(
      { arbitrary: fc.constant([]), weight: 2 },
      { arbitrary: fc.array(outsideChanges, { maxLength: 2, size: "max" }), weight: 1 },
    ),
    fault: sometimes(faults, 4),
    run: runs(kills),
  });
}
