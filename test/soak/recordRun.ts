import { mayAdoptByName } from "./checks/strangersUnchanged";
import { INSTANCES } from "./names";
import { declaredLink, type Observed, succeeded } from "./observed";
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

function recordLink(observed: Observed, ownership: Ownership, instance: string): void {
  const { program, before, after } = observed;
  const was = before.tenant.links.get(instance);
  const is = after.tenant.links.get(instance);
  const declared = declaredLink(program, instance);
  const recorded = after.state.hasLink(instance);
  // A failed run may not have reached the link. Then the state still names the customizer that the stack linked before.
  const reached = succeeded(observed) || !after.state.hasMovedLink(instance);
  const declaredId = declared && after.state.idOf(customizerUrn(declared.customizer));
  const held = recorded && reached && is !== undefined && is === declaredId;
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
