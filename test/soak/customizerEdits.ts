import fc from "fast-check";
import type { Edited } from "./edits";
import { NAMES } from "./names";
import type { DeclaredCustomizer, Program } from "./program";

const LOGICALS = ["a", "b", "c", "d"];

const KINDS = [
  "add",
  "drop",
  "rename",
  "relabel",
  "code",
  "adopt",
  "onNameChange",
  "dropVersion",
  "deployment",
] as const;

export interface CustomizerEdit {
  readonly on: "customizer";
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly name: number;
  readonly adopt: boolean;
  readonly rename: boolean;
}

function editsOf(kind: fc.Arbitrary<CustomizerEdit["kind"]>): fc.Arbitrary<CustomizerEdit> {
  return fc.record({
    on: fc.constant("customizer" as const),
    kind,
    which: fc.nat(3),
    name: fc.nat(NAMES.length - 1),
    adopt: fc.boolean(),
    rename: fc.boolean(),
  });
}

/** Edits that declare one more customizer. */
export const additions = editsOf(fc.constant("add"));

export const customizerEdits = editsOf(
  fc.oneof(
    { arbitrary: fc.constant("add" as const), weight: 4 },
    { arbitrary: fc.constantFrom(...KINDS), weight: 8 },
    { arbitrary: fc.constantFrom("rename" as const, "relabel" as const), weight: 5 },
  ),
);

/** Applies an edit of a customizer. Two customizers of a program never share a name. */
export function customizerEdit(program: Program, edit: CustomizerEdit): Edited | undefined {
  const { customizers, links } = program;
  const freeNames = NAMES.filter((name) => customizers.every((other) => other.name !== name));
  const name = freeNames[edit.name % freeNames.length];
  const logical = LOGICALS.find((one) => customizers.every((other) => other.logical !== one));
  const target = customizers[edit.which % Math.max(customizers.length, 1)];

  if (edit.kind === "add") {
    if (logical === undefined || name === undefined) {
      return undefined;
    }
    const onNameChange = edit.rename ? "rename" : "replace";
    const added = { logical, name, adopt: edit.adopt, onNameChange, code: 1, deployment: edit.which === 3 } as const;
    return { program: { customizers: [...customizers, added], links }, text: `add ${describeCustomizer(added)}` };
  }
  if (!target) {
    return undefined;
  }
  const change = (changes: Partial<DeclaredCustomizer>, what: string): Edited => {
    const changed = { ...target, ...changes };
    return {
      program: {
        customizers: customizers.map((one) => (one === target ? changed : one)),
        links: links.map((link) =>
          link.customizer === target.logical ? { ...link, customizer: changed.logical } : link,
        ),
      },
      text: `${what}: ${describeCustomizer(changed)}`,
    };
  };
  switch (edit.kind) {
    case "drop":
      return {
        program: {
          customizers: customizers.filter((one) => one !== target),
          links: links.filter((link) => link.customizer !== target.logical),
        },
        text: `drop customizer ${target.logical} with its links`,
      };
    case "rename":
      return name === undefined ? undefined : change({ name }, `rename ${target.name}`);
    case "relabel":
      return logical === undefined ? undefined : change({ logical, adopt: true }, `relabel ${target.logical}`);
    case "code":
      return change({ code: (target.code ?? 0) + 1 }, "new code");
    case "adopt":
      return change({ adopt: !target.adopt }, "change adopt");
    case "onNameChange":
      return change({ onNameChange: edit.rename ? "rename" : "replace" }, "change onNameChange");
    case "dropVersion":
      return target.deployment ? undefined : change({ code: undefined }, "drop version");
    case "deployment":
      return change({ deployment: !target.deployment, code: target.code ?? 1, adopt: true }, "change form");
  }
}

function describeCustomizer({ logical, name, adopt, onNameChange, code, deployment }: DeclaredCustomizer): string {
  const options = [`name ${name}`, `code ${code ?? "none"}`, onNameChange, ...(adopt ? ["adopt"] : [])];
  return `${deployment ? "deployment" : "customizer"} ${logical} (${options.join(", ")})`;
}
