import type { IscClient } from "../../client/iscClient";
import { IscError } from "../../client/iscError";
import type { ConnectorInstance, Customizer } from "../../client/wireTypes";
import { choose, describeChoice, IN_STACK, NO_MATCH } from "./choice";
import { importNames } from "./importNames";
import { namePattern } from "./namePattern";
import type { StackContents } from "./stackContents";

/** What is to be taken of a tenant. */
export interface Selection {
  /** Patterns of the customizers' names; none: every customizer. */
  readonly names: readonly string[];
  /** Whether the links of these customizers are taken as well. */
  readonly links: boolean;
  /** What is left out, because the stack has it already. */
  readonly stack: StackContents;
}

export type ChosenCustomizer = Customizer & { readonly logicalName: string };
export type ChosenLink = ConnectorInstance & { readonly logicalName: string };

/** What is taken of a tenant, sorted by logical name. */
export interface TenantContents {
  readonly customizers: readonly ChosenCustomizer[];
  readonly links: readonly ChosenLink[];
  /** Lines for the user: how many were found, chosen and left out, and why. */
  readonly report: readonly string[];
}

/** Returns why a customizer cannot be taken, as what follows "3 …"; undefined if it can. */
export type Refusal = (customizer: Customizer, all: readonly Customizer[]) => string | undefined;

/**
 * Selects from the customizers and links of a tenant. It lists both collections once.
 *
 * @throws IscError if the tenant does not list the customizers; Error if it does not list the instances
 */
export async function tenantContents(
  client: IscClient,
  { names, links, stack }: Selection,
  refusal: Refusal = () => undefined,
): Promise<TenantContents> {
  const [all, instances] = await Promise.all([client.customizers(), links ? listInstances(client) : []]);
  const matches = namePattern(names);
  const customizers = choose(all, (one) =>
    stack.customizers.has(one.id) ? IN_STACK : matches(one.name) ? refusal(one, all) : NO_MATCH,
  );
  const linkable = new Set([
    ...customizers.chosen.map(({ id }) => id),
    ...all.filter(({ id, name }) => stack.customizers.has(id) && matches(name)).map(({ id }) => id),
  ]);
  const linked = choose(
    instances.filter(({ connectorCustomizerId }) => connectorCustomizerId !== undefined),
    ({ id, connectorCustomizerId = "" }) =>
      stack.links.has(id) ? IN_STACK : linkable.has(connectorCustomizerId) ? undefined : NOT_CHOSEN,
  );
  const customizerNames = importNames(all, "", new Set(stack.customizers.values()));
  const linkNames = importNames(instances, "-link", new Set([...customizerNames.values(), ...stack.links.values()]));
  const withCode = customizers.chosen.filter(({ imageVersion }) => imageVersion !== undefined).length;
  return {
    customizers: named(customizers.chosen, customizerNames),
    links: named(linked.chosen, linkNames),
    report: [
      describeChoice("customizers", customizers),
      ...(links ? [describeChoice("links", linked)] : []),
      ...(withCode > 0 ? [codeAdvice(withCode)] : []),
      ...(instances.length > 0 && linked.chosen.length + linked.leftOut.size === 0 ? [NO_LINKS] : []),
    ],
  };
}

const NOT_CHOSEN = "whose customizer is not chosen";
const NO_LINKS =
  "the tenant's connector instances show no link; if there are links, the listing does not show them: declare them one by one";

function codeAdvice(count: number): string {
  const [verb, what] = count === 1 ? ["has", "its archive"] : ["have", "their archives"];
  return `${count} of the chosen customizers ${verb} uploaded code; the API does not return it: declare ${what} to manage it`;
}

async function listInstances(client: IscClient): Promise<ConnectorInstance[]> {
  try {
    return await client.connectorInstances();
  } catch (error) {
    if (error instanceof IscError && error.isRefusal) {
      throw new Error(`${error.message} To go on without links, add --no-links.`);
    }
    throw error;
  }
}

function named<T extends { readonly id: string }>(
  members: readonly T[],
  names: ReadonlyMap<string, string>,
): (T & { readonly logicalName: string })[] {
  const all = members.map((member) => ({ ...member, logicalName: names.get(member.id) ?? member.id }));
  return all.sort((a, b) => (a.logicalName < b.logicalName ? -1 : 1));
}
