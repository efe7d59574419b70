import { INSTANCES } from "../names";
import { type Check, declaredLink, describe, succeeded } from "../observed";
import { mayAdoptByName } from "./strangersUnchanged";

/** What the provider made or adopted is in the state, or an error named its id. No undeclared link of ours is left. */
export const nothingLeftBehind: Check = (observed, ownership) => {
  const { program, scope, before, after, ended, killed } = observed;
  const complete = succeeded(observed) && scope.whole;
  const customizers = [...after.tenant.customizers].flatMap(([id, { name }]) => {
    const isNew = !before.tenant.customizers.has(id);
    const ours = isNew || ownership.made.has(id) || ownership.adopted.has(id);
    if (!ours || ownership.leftOver.has(id) || after.state.customizerIds.has(id)) {
      return [];
    }
    const what = describe(after.tenant, id);
    if (isNew) {
      return killed || ended.output.includes(id)
        ? []
        : [`${what} was made and is neither in the state nor in an error`];
    }
    // The state may lose it for as long as another declared resource is about to adopt it.
    const waits = !complete && mayAdoptByName(observed, name);
    return waits ? [] : [`${what} is ours, still exists and is no longer in the state`];
  });
  const links = INSTANCES.flatMap((instance) => {
    const to = after.tenant.links.get(instance);
    const ours = !ownership.linkedOutside.has(instance) && !ownership.linkedUnrecorded.has(instance);
    if (to === undefined || !ours || scope.applies === "nothing" || declaredLink(program, instance)) {
      return [];
    }
    const forgotten = before.state.hasLink(instance) && !after.state.hasLink(instance);
    return complete || forgotten ? [`our link of ${instance} to ${describe(after.tenant, to)} is left behind`] : [];
  });
  return [...customizers, ...links];
};
