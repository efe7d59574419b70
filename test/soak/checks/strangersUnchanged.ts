import { type Check, describe, type Observed } from "../observed";

/** A customizer that somebody outside made is not removed, renamed, uploaded to or taken into the state without `adopt`. */
export const strangersUnchanged: Check = (observed, ownership) => {
  const { before, after } = observed;
  return [...ownership.strangers].flatMap((id) => {
    const was = before.tenant.customizers.get(id);
    const is = after.tenant.customizers.get(id);
    if (!was) {
      return [];
    }
    const who = `the customizer ${describe(before.tenant, id)} of somebody else`;
    if (!is) {
      return [`${who} was deleted`];
    }
    const mayAdopt = mayAdoptByName(observed, was.name);
    return [
      ...(is.name === was.name ? [] : [`${who} was renamed to "${is.name}"`]),
      ...(is.versions === was.versions || mayAdopt ? [] : [`the code of ${who} was replaced`]),
      ...(after.state.customizerIds.has(id) && !mayAdopt ? [`${who} came into the state without adopt`] : []),
    ];
  });
};

/** Whether the program says that a customizer of this name may be adopted. */
export function mayAdoptByName({ program }: Observed, name: string): boolean {
  return program.customizers.some((one) => one.adopt && one.name === name);
}
