import { IscError } from "../../client/iscError";
import type { ConnectorInstance } from "../../client/wireTypes";
import { sourceIdAdvice } from "../lookups/findConnectorInstance";
import { nearestSentence } from "../lookups/nearNames";
import { noneIfRefused } from "../noneIfRefused";
import type { DeclaredLink } from "../ownership";
import type { Context } from "../resource";
import type { ConnectorCustomizerLinkInputs } from "./connectorCustomizerLink";

const LINK = "/connectorCustomizerId";

/**
 * Reads the instance of a link. The links of adopted customizers probably exist already, so they share a listing, which shows
 * links that exist. An instance that is to be changed is read on its own, just before.
 *
 * @throws Error that names the nearest instances if the tenant has none of this id
 */
export async function instanceOf(
  { client, instances, ownership }: Context,
  { connectorInstanceId: id, customizerId }: DeclaredLink,
): Promise<ConnectorInstance> {
  const shared = ownership.hasAdopted(customizerId)
    ? await instances.read(id, "adoption", ownership.adoptsMany)
    : undefined;
  const instance = shared?.connectorCustomizerId === customizerId ? shared : await client.connectorInstance(id);
  if (instance) {
    return instance;
  }
  const nearest = await nearestSentence(id, () => client.connectorInstancesForMessage());
  throw new Error(
    `Could not link the connector instance ${id}: the tenant has no connector instance of this id. ${nearest} ` +
      (sourceIdAdvice(id) ??
        "SailPoint's interface shows no id of a connector instance: look it up with getConnectorInstance({ sourceName })."),
  );
}

/**
 * Links an instance to a customizer.
 *
 * @param recorded the customizer that the state shows; moving the link away from it is no conflict
 * @throws Error if the instance is linked to somebody else's customizer and `takeOver` is not set
 */
export async function setLink(
  context: Context,
  instance: ConnectorInstance,
  inputs: ConnectorCustomizerLinkInputs,
  recorded: string | undefined,
): Promise<void> {
  const { id, name, connectorCustomizerId: current } = instance;
  const { customizerId, takeOver } = inputs;
  if (current === customizerId) {
    return;
  }
  const what = `link the connector instance ${JSON.stringify(name)} (${id}) to ${customizerId}`;
  if (current !== undefined && current !== recorded && !(await isOurs(context, current))) {
    if (!takeOver) {
      throw new Error(
        `Could not ${what}: it is linked to another connector customizer, ${current}. To replace that link, set ` +
          "takeOver: true on the ConnectorCustomizerLink, or on the CustomizerDeployment that it belongs to; otherwise " +
          "unlink it first, or link another instance. If that customizer is this stack's own, and its resource is no longer " +
          "in the program or has another logical name, run `pulumi up --refresh`, or give the resource the option `aliases`.",
      );
    }
    context.log.info(`took the connector instance ${id} over from the customizer ${current}`);
  }
  const now = await patchLink(context, id, customizerId);
  if (now !== customizerId) {
    throw new Error(
      `Could not ${what}: the tenant accepted the request, but the instance is linked to ${now ?? "nothing"}. ` +
        "Check that the customizer exists, then run `pulumi up` again.",
    );
  }
}

/** Removes an instance's link to a customizer. */
export async function removeLink({ client, instances }: Context, id: string, customizerId: string): Promise<void> {
  try {
    await instances.writing(id, () => client.patchConnectorInstance(id, [{ op: "remove", path: LINK }]));
  } catch (error) {
    // After a lost answer nothing is left to remove, and the tenant may refuse.
    const now = error instanceof IscError ? await client.connectorInstance(id) : undefined;
    if (!(error instanceof IscError) || now?.connectorCustomizerId === customizerId) {
      throw error;
    }
  }
}

/** Whether the program manages a customizer. Its resource may be announced a moment later than the link. */
async function isOurs({ ownership }: Context, customizerId: string): Promise<boolean> {
  if (!ownership.managesCustomizer(customizerId)) {
    await ownership.announcedAreKnown();
  }
  return ownership.managesCustomizer(customizerId);
}

function ignoreRefusal(error: unknown): undefined {
  noneIfRefused(error);
}

/** Sends the PATCH, and returns the link that the tenant shows afterwards. */
async function patchLink(
  { client, instances, recentlyCreated, log }: Context,
  id: string,
  customizerId: string,
): Promise<string | undefined> {
  const patch = [{ op: "replace", path: LINK, value: customizerId }] as const;
  const send = () => client.patchConnectorInstance(id, patch);
  // A tenant that does not show a new customizer yet refuses the link to it. So does one whose connector takes no customizer.
  const isShown = async () => {
    const isThere = (await client.customizer(customizerId).catch(ignoreRefusal)) !== undefined;
    if (!isThere) {
      log.info(
        `waiting for the tenant to show the new customizer ${customizerId}: until then it refuses to link the connector instance ${id}`,
      );
    }
    return isThere;
  };
  const patched = await instances.writing(id, () =>
    recentlyCreated.sendUntilVisible(customizerId, [400, 404], send, isShown),
  );
  return patched?.customizerId ?? (await client.connectorInstance(id))?.connectorCustomizerId;
}
