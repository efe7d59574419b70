import { mayAdoptByName } from "./checks/strangersUnchanged";
import { INSTANCES } from "./names";
import { declaredLink, type Observed } from "./observed";
import type { Ownership } from "./ownership";
import { customizerUrn } from "./urns";

/** Takes into the model what a checked run has made, adopted, linked and left over. */
export function recordRun(observed: Observed, ownership: Ownership): void {
  recordCustomizers(observed, ownership);
  for (const instance of INSTANCES) {
    recordLink(observed, ownership, instance);
  }
}

function recordCustomizers(observed: Observed, ownership: Ownership): void {
  const { before, after } = observed;
  const held = after.state.customizerIds;
  for (const [id, { name }] of after.tenant.customizers) {
    if (!before.tenant.customizers.has(id)) {
      ownership.made.add(id);
      if (!held.has(id)) {
        ownership.leftOver.add(id);
      }
    } else if (ownership.strangers.has(id) && held.has(id) && mayAdoptByName(observed, name)) {
      ownership.strangers.delete(id);
      ownership.adopted.add(id);
    }
    if (held.has(id)) {
      ownership.leftOver.delete(id);
    }
  }
}

function recordLink({ program, before, after }: Observed, ownership: Ownership, instance: string): void {
  const was = before.tenant.links.get(instance);
  const is = after.tenant.links.get(instance);
  const declared = declaredLink(program, instance);
  const recorded = after.state.hasLink(instance);
  const held = declared && recorded && is !== undefined && is === after.state.idOf(customizerUrn(declared.customizer));
  if (was !== is || held) {
    ownership.linkedOutside.delete(instance);
  }
  if (is !== undefined && (was !== is || held)) {
    ownership.ownLink(instance, is);
  }
  if (is === undefined || recorded) {
    ownership.linkedUnrecorded.delete(instance);
  } else if (was !== is) {
    ownership.linkedUnrecorded.add(instance);
  }
}
