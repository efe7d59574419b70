import type { Check } from "../observed";

/** A preview or a refresh changes nothing in the tenant. */
export const readsOnly: Check = ({ scope, before, after }) => {
  const text = ({ tenant: { customizers, links } }: typeof before) =>
    JSON.stringify([[...customizers], [...links].sort()]);
  return scope.applies === "nothing" && text(before) !== text(after) ? [`${scope.text} changed the tenant`] : [];
};
