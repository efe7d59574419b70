import fc from "fast-check";
import type { Edited } from "./edits";
import { INSTANCES } from "./names";
import type { DeclaredLink, Program } from "./program";

const LOGICALS = ["l1", "l2", "l3", "l4"];

const KINDS = ["link", "unlink", "moveInstance", "moveCustomizer", "relabelLink", "takeOver"] as const;

export interface LinkEdit {
  readonly on: "link";
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly instance: number;
  readonly customizer: number;
  readonly takeOver: boolean;
}

function editsOf(kind: fc.Arbitrary<LinkEdit["kind"]>): fc.Arbitrary<LinkEdit> {
  return fc.record({
    on: fc.constant("link" as const),
    kind,
    which: fc.nat(2),
    instance: fc.nat(INSTANCES.length - 1),
    customizer: fc.nat(3),
    takeOver: fc.boolean(),
  });
}

/** Edits that declare one more link. */
export const additionalLinks = editsOf(fc.constant("link"));

export const linkEdits = editsOf(
  fc.oneof({ arbitrary: fc.constant("link" as const), weight: 4 }, { arbitrary: fc.constantFrom(...KINDS), weight: 6 }),
);

/** Applies an edit of a link. Two links of a program never share an instance. */
export function linkEdit({ customizers, links }: Program, edit: LinkEdit): Edited | undefined {
  const freeInstances = INSTANCES.filter((instance) => links.every((link) => link.instance !== instance));
  const instance = freeInstances[edit.instance % Math.max(freeInstances.length, 1)];
  const logical = LOGICALS.find((one) => links.every((link) => link.logical !== one)) as string;
  const customizer = customizers[edit.customizer % Math.max(customizers.length, 1)];
  const target = links[edit.which % Math.max(links.length, 1)];

  if (edit.kind === "link") {
    if (!customizer || instance === undefined) {
      return undefined;
    }
    const added = { logical, instance, customizer: customizer.logical, takeOver: edit.takeOver };
    return { program: { customizers, links: [...links, added] }, text: describeLink("link", added) };
  }
  if (!target) {
    return undefined;
  }
  const change = (changes: Partial<DeclaredLink>, what: string): Edited => {
    const changed = { ...target, ...changes };
    const program = { customizers, links: links.map((link) => (link === target ? changed : link)) };
    return { program, text: describeLink(what, changed) };
  };
  switch (edit.kind) {
    case "unlink":
      return {
        program: { customizers, links: links.filter((link) => link !== target) },
        text: describeLink("unlink", target),
      };
    case "moveInstance":
      return instance === undefined ? undefined : change({ instance }, `move the link of ${target.instance}`);
    case "moveCustomizer":
      return customizer?.logical === target.customizer
        ? undefined
        : change({ customizer: customizer?.logical as string }, `move from ${target.customizer}`);
    case "relabelLink":
      return change({ logical }, `relabel link ${target.logical}`);
    case "takeOver":
      return change({ takeOver: !target.takeOver }, "change takeOver");
  }
}

function describeLink(what: string, { logical, instance, customizer, takeOver }: DeclaredLink): string {
  return `${what}: ${logical} ${instance} → ${customizer}${takeOver ? " (takeOver)" : ""}`;
}
