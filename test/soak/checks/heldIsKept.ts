import { type Check, describe, type Observed } from "../observed";
import { idsNamed } from "../snapshots";
import { customizerUrn, shortUrn } from "../urns";

/** A run deletes no customizer that a declared resource holds, keeps or is about to adopt. */
export const heldIsKept: Check = (observed) => {
  const { before, after } = observed;
  return [...before.tenant.customizers.keys()]
    .filter((id) => !after.tenant.customizers.has(id))
    .flatMap((id) => {
      const why = heldAfter(observed, id) ?? keptBy(observed, id) ?? adoptedBy(observed, id);
      return why === undefined ? [] : [`${describe(before.tenant, id)} was deleted, but ${why}`];
    });
};

function heldAfter({ after, killed, ended }: Observed, id: string): string | undefined {
  const holder = after.state.customizers.find((one) => one.id === id && !one.delete);
  // A killed engine may not have recorded the deletion. Nor does one that deletes two resources of one URN, if one fails.
  const waiting = after.state.customizers.some((one) => one.urn === holder?.urn && one.delete);
  return !holder || killed || (waiting && ended.code !== 0) ? undefined : `${shortUrn(holder.urn)} has it in the state`;
}

function keptBy({ program, scope, before }: Observed, id: string): string | undefined {
  const name = before.tenant.customizers.get(id)?.name;
  const keeper = program.customizers.find((one) => {
    const urn = customizerUrn(one);
    const stored = before.state.customizers.find((other) => other.urn === urn && !other.delete);
    const unchanged = one.name === name && stored?.inputs?.["name"] === name;
    return stored?.id === id && unchanged && scope.replaced !== urn;
  });
  return keeper && `"${keeper.logical}" is declared and unchanged`;
}

function adoptedBy({ program, scope, before, killed, faulted }: Observed, id: string): string | undefined {
  const name = before.tenant.customizers.get(id)?.name ?? "";
  if (!scope.whole || scope.continues || killed || faulted || idsNamed(before.tenant, name).length > 1) {
    return undefined;
  }
  const adopter = program.customizers.find((one) => {
    const held = before.state.idOf(customizerUrn(one));
    return one.adopt && one.name === name && held !== id && (held === undefined || one.onNameChange === "replace");
  });
  return adopter && `"${adopter.logical}" is declared to adopt it`;
}
