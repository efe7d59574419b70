import { type Check, type Observed, succeeded } from "../observed";
import type { Ownership } from "../ownership";
import type { DeclaredCustomizer, DeclaredLink } from "../program";
import { codeSha } from "../snapshots";
import { customizerUrn, declaredUrns } from "../urns";

/** After a successful `up` the declared links are there. After one with `--refresh` for all resources, so is the rest. */
export const declaredExists: Check = (observed, ownership) => {
  const { program, scope } = observed;
  if (!succeeded(observed) || scope.applies !== "program") {
    return [];
  }
  const lost = program.links.flatMap((link) => lostLink(observed, ownership, link));
  if (!scope.refreshes || !scope.whole) {
    return lost;
  }
  return [
    ...lost,
    ...program.customizers.flatMap((one) => missing(observed, one)),
    ...program.links.flatMap((link) => notLinked(observed, link)),
  ];
};

function lostLink(observed: Observed, { linkedOutside }: Ownership, { instance }: DeclaredLink): string[] {
  const { before, after, program, scope } = observed;
  const lost = before.tenant.links.has(instance) && !after.tenant.links.has(instance);
  const declared = declaredUrns(program);
  // A run for the old logical name alone unlinks; the engine shows it no other resource.
  const dropped = before.state.links.some((one) => one.id === instance && !declared.includes(one.urn));
  return lost && !linkedOutside.has(instance) && (scope.whole || !dropped)
    ? [`the run succeeded, and ${instance} lost its declared link and runs without code`]
    : [];
}

function missing({ after }: Observed, declared: DeclaredCustomizer): string[] {
  const id = after.state.idOf(customizerUrn(declared));
  const found = after.tenant.customizers.get(id ?? "");
  if (!found) {
    return [`"${declared.logical}" is declared and does not exist (the state has ${id ?? "none"})`];
  }
  return [
    ...(found.name === declared.name ? [] : [`"${declared.logical}" is named "${found.name}", not "${declared.name}"`]),
    ...(declared.code === undefined || found.code === codeSha(declared.code)
      ? []
      : [`"${declared.logical}" does not have its declared code`]),
  ];
}

function notLinked({ program, after }: Observed, { instance, customizer }: DeclaredLink): string[] {
  const target = program.customizers.find(({ logical }) => logical === customizer);
  const id = target && after.state.idOf(customizerUrn(target));
  const is = after.tenant.links.get(instance);
  return is === id ? [] : [`${instance} is linked to ${is ?? "nothing"}, not to the declared "${customizer}" (${id})`];
}
