import { INSTANCES } from "../names";
import { type Check, declaredLink, describe, idsOf, type Observed } from "../observed";
import type { Ownership } from "../ownership";

/** Every changed link was declared, and a link that somebody outside set was replaced only if the program says so. */
export const linksOfOthers: Check = (observed, ownership) =>
  INSTANCES.flatMap((instance) => {
    const { before, after } = observed;
    const was = before.tenant.links.get(instance);
    const is = after.tenant.links.get(instance);
    if (was === is) {
      return [];
    }
    return is === undefined
      ? removed(observed, ownership, instance, was as string)
      : linked(observed, ownership, instance, is);
  });

function removed({ before, after }: Observed, ownership: Ownership, instance: string, was: string): string[] {
  // The tenant removes the links of a deleted customizer by itself.
  if (!after.tenant.customizers.has(was) || !ownership.linkedOutside.has(instance)) {
    return [];
  }
  return ownership.hasOwned(instance, was) && before.state.hasLink(instance)
    ? []
    : [`somebody else's link of ${instance} to ${describe(before.tenant, was)} was removed`];
}

function linked(observed: Observed, ownership: Ownership, instance: string, is: string): string[] {
  const { program, before, after, killed } = observed;
  const declared = declaredLink(program, instance);
  const to = `${instance} was linked to ${describe(after.tenant, is)}`;
  if (!declared) {
    return [`${to}, which the program does not declare`];
  }
  if (!killed && !idsOf(observed, declared.customizer).includes(is)) {
    return [`${to}, but the program declares a link to "${declared.customizer.logical}"`];
  }
  const was = before.tenant.links.get(instance);
  const foreign =
    was !== undefined &&
    ownership.linkedOutside.has(instance) &&
    !before.state.customizerIds.has(was) &&
    !after.state.customizerIds.has(was);
  return foreign && !declared.takeOver && !before.state.hasLink(instance)
    ? [`${to} without takeOver; somebody else had linked it to ${describe(before.tenant, was)}`]
    : [];
}
