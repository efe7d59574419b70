import type { ConnectorInstance } from "../../client/wireTypes";
import type { Context } from "../resource";

/**
 * The connector instances that are linked to a customizer, with the links that this run has made.
 *
 * No specification describes the listing of instances. If it shows no link of any instance, it may not show links at all, and
 * the instances are read one by one.
 */
export async function instancesLinkedTo(
  { client, ownership }: Context,
  customizerId: string,
): Promise<ConnectorInstance[]> {
  const listed = await client.connectorInstances();
  const showsLinks = listed.some(({ connectorCustomizerId }) => connectorCustomizerId !== undefined);
  const instances = showsLinks
    ? listed
    : await Promise.all(listed.map(async (one) => (await client.connectorInstance(one.id)) ?? one));
  return instances.filter(
    ({ id, connectorCustomizerId }) => (ownership.linkOf(id) ?? connectorCustomizerId) === customizerId,
  );
}
