import type { Switches } from "../../tenant";
import { declaredLink, type Moment } from "./observed";
import type { DeclaredCustomizer, Program } from "./program";
import { idsNamed, type StateResource } from "./snapshots";
import { customizerUrn, linkUrn } from "./urns";

/** Why no run can bring about what the program declares: what the tenant holds is in the way, and the program does not say more. */
export function blockers(program: Program, moment: Moment, switches: Readonly<Switches>): string[] {
  return [
    ...program.customizers.flatMap((one) => nameBlockers(one, program, moment, switches)),
    ...sharedBlockers(program, moment),
    ...program.links.flatMap(({ instance }) => linkBlockers(program, moment, instance)),
    ...deleteBlockers(program, moment, switches),
  ];
}

/** A customizer stays in the state under its old logical name if a targeted or failed run did not come to its deletion. */
function sharedBlockers({ customizers }: Program, { state }: Moment): string[] {
  const ids = customizers.flatMap((one) => state.idOf(customizerUrn(one)) ?? []);
  const shared = ids.filter((id, index) => ids.indexOf(id) !== index);
  return shared.map((id) => `${id}: the state has it for two declared customizers`);
}

function nameBlockers(
  declared: DeclaredCustomizer,
  program: Program,
  { tenant, state }: Moment,
  { putIgnoresName }: Readonly<Switches>,
): string[] {
  const { logical, name, adopt, onNameChange } = declared;
  const id = state.idOf(customizerUrn(declared));
  const current = id && tenant.customizers.get(id)?.name;
  if (current === name) {
    return [];
  }
  const renames = current !== undefined && onNameChange === "rename";
  if (renames && putIgnoresName) {
    return [`${logical}: the tenant ignores new names`];
  }
  const others = idsNamed(tenant, name).filter((other) => other !== id);
  const holders = program.customizers
    .filter((other) => other !== declared)
    .map((other) => state.idOf(customizerUrn(other)));
  const adopts = adopt && !renames && others.length === 1 && !holders.includes(others[0]);
  return others.length === 0 || adopts ? [] : [`${logical}: "${name}" exists already`];
}

function linkBlockers(program: Program, { tenant, state }: Moment, instance: string): string[] {
  const is = tenant.links.get(instance);
  const declared = declaredLink(program, instance);
  const link = program.links.find((one) => one.instance === instance);
  const own =
    is === undefined || state.customizerIds.has(is) || (link && state.idOf(linkUrn(program, link)) === instance);
  return own || declared?.takeOver ? [] : [`${instance}: linked by somebody else, and no takeOver`];
}

/**
 * Customizers that a run must delete although a link that it must not touch leads to them. The provider keeps those that were
 * replaced; the tenant may keep the others.
 */
function deleteBlockers(
  program: Program,
  { tenant, state }: Moment,
  { refuseDeleteWhileLinked }: Readonly<Switches>,
): string[] {
  const goes = ({ urn, id, delete: waits }: StateResource) => {
    const declared = program.customizers.find((one) => customizerUrn(one) === urn);
    const stays = declared?.onNameChange === "rename" || declared?.name === tenant.customizers.get(id ?? "")?.name;
    return waits || (declared ? !stays : refuseDeleteWhileLinked);
  };
  const ids = state.customizers.filter(goes).map(({ id }) => id);
  return [...tenant.links].flatMap(([instance, to]) => {
    const shown = state.links.some((one) => one.id === instance && one.outputs?.["customizerId"] === to);
    const own = shown && !state.hasMovedLink(instance);
    return ids.includes(to) && !own && !declaredLink(program, instance)
      ? [`${instance}: somebody else's link keeps a customizer from being deleted`]
      : [];
  });
}
