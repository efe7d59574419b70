import { IscError } from "../client/iscError";
import type { ConnectorInstance } from "../client/wireTypes";
import { instancesLinkedTo } from "./connectorCustomizerLink/instancesLinkedTo";
import type { Context } from "./resource";

/** What happens to a customizer or link when the engine asks for its deletion. */
export type DeleteDecision =
  | { readonly kind: "delete" }
  /** It stays, and the engine forgets the resource. */
  | { readonly kind: "keep"; readonly reason: string }
  /** The deletion is an error, and the resource stays in the state. */
  | { readonly kind: "refuse"; readonly reason: string };

const DELETE: DeleteDecision = { kind: "delete" };

/**
 * Decides whether a customizer may be deleted.
 *
 * It stays if another resource of the program holds it: the program adopted it under another logical name, in this run or
 * in an earlier one. The deletion is refused if
 * - another resource was to adopt the customizer in this run and failed (`--continue-on-error`), or
 * - the customizer was replaced and an instance still runs its code: its link was left out of the run (`--target`), or
 *   somebody else made it.
 */
export async function decideCustomizerDelete(
  context: Context,
  id: string,
  { name, adoptionId }: { readonly name: string; readonly adoptionId?: string },
): Promise<DeleteDecision> {
  const { ownership, urn } = context;
  if (ownership.outlivesDelete(id, adoptionId, urn)) {
    const holder = ownership.holderName(id);
    const which = holder === undefined ? "" : `, with the name ${JSON.stringify(holder)},`;
    return { kind: "keep", reason: `another resource of this program${which} manages it` };
  }
  if (ownership.hasFailedAdoption(name)) {
    const reason = "another resource of this program was to adopt it, and failed. Run `pulumi up` again.";
    return { kind: "refuse", reason };
  }
  const replacement = ownership.replacementOf(id, name, urn);
  if (replacement === undefined) {
    return DELETE;
  }
  try {
    const linked = await instancesLinkedTo(context, id);
    return linked.length === 0 ? DELETE : { kind: "refuse", reason: stillLinked(linked, replacement) };
  } catch (error) {
    return decideWithoutListing(context, { id, replacement }, error);
  }
}

/**
 * Decides without the listing of instances, which matters only if the customizer has code. If the program declares the code
 * of the new customizer in this run, the run did not leave the dependents out, and their links have moved.
 */
async function decideWithoutListing(
  { archives, client }: Context,
  { id, replacement }: { readonly id: string; readonly replacement: string },
  error: unknown,
): Promise<DeleteDecision> {
  if (!(error instanceof IscError) || !error.isRefusal) {
    throw error;
  }
  if (archives.areDeclaredFor(replacement)) {
    return DELETE;
  }
  const customizer = await client.customizer(id);
  return customizer?.imageVersion === undefined ? DELETE : { kind: "refuse", reason: notListed(error) };
}

function stillLinked(linked: readonly ConnectorInstance[], replacement: string): string {
  const instances = linked.map(({ id, name }) => `${JSON.stringify(name)} (${id})`).join(", ");
  const [s, verb, them] = linked.length === 1 ? ["", "runs", "it"] : ["s", "run", "them"];
  return (
    `the connector instance${s} ${instances} still ${verb} its code. If this program links ${them}, run \`pulumi up\` without ` +
    `--target, or with --target-dependents: the link moves to ${replacement}, and the old customizer is deleted then. ` +
    `If somebody else made the link, link ${them} to another customizer, or unlink ${them}, in SailPoint first.`
  );
}

function notListed({ reason }: IscError): string {
  return (
    "it was replaced, and it is not known whether a connector instance still runs its code, because the tenant does not list " +
    `its connector instances: ${reason}. Run \`pulumi up\` without --target. If that is not enough, delete the customizer in ` +
    "SailPoint if no instance is linked to it, and run `pulumi up --refresh`; or let the API client list the instances."
  );
}

/**
 * Decides whether a connector instance may be unlinked.
 *
 * It stays linked if another resource of the program declares a link of the same instance, or if the link that the tenant
 * has now is not the one that this stack made.
 *
 * @param ours the customizer that this stack linked the instance to
 */
export async function decideUnlink({ ownership, client }: Context, id: string, ours: string): Promise<DeleteDecision> {
  if (ownership.declaresLinkOf(id) || ownership.linkOf(id) !== undefined) {
    return { kind: "keep", reason: "another resource of this program declares it" };
  }
  const instance = await client.connectorInstance(id);
  return instance?.connectorCustomizerId === ours
    ? DELETE
    : { kind: "keep", reason: `it is not linked to ${ours} any more` };
}
