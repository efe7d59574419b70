import type { IscClient } from "../../client/iscClient";
import type { ConnectorInstance } from "../../client/wireTypes";
import { findOne, type Wanted } from "./findOne";

/** What the lookup of a connector instance goes by. */
export type WantedInstance = Wanted | { readonly sourceId: string } | { readonly sourceName: string };

/**
 * Finds exactly one connector instance, by its own id or name, or by the id or name of its source.
 *
 * @throws Error if there is none, with the nearest ones; or if there are several, with their ids
 */
export async function findConnectorInstance(client: IscClient, wanted: WantedInstance): Promise<ConnectorInstance> {
  if ("sourceId" in wanted || "sourceName" in wanted) {
    return instanceOfSource(client, "sourceId" in wanted ? { id: wanted.sourceId } : { name: wanted.sourceName });
  }
  return findOne<ConnectorInstance>(wanted, "connector instance", {
    byId: (id) => client.connectorInstance(id),
    all: () => client.connectorInstances(),
    allForMessage: () => client.connectorInstancesForMessage(),
    adviceForId: sourceIdAdvice,
    adviceForName:
      "SailPoint's interface shows sources: for the name of a source, use getConnectorInstance({ sourceName }).",
  });
}

/** Advice if an id that is no connector instance's looks like a source's, as SailPoint's interface shows it (32 hex digits). */
export function sourceIdAdvice(id: string): string | undefined {
  return /^[0-9a-f]{32}$/i.test(id)
    ? `${id} looks like the id of a source: look its connector instance up with getConnectorInstance({ sourceId: "${id}" }).`
    : undefined;
}

async function instanceOfSource(client: IscClient, wanted: Wanted): Promise<ConnectorInstance> {
  const source = await findOne(wanted, "source", {
    byId: (id) => client.source(id),
    byName: (name) => client.sourcesNamed(name),
    all: () => client.sources(),
    allForMessage: () => client.sourcesForMessage(),
  });
  const which = `The source ${JSON.stringify(source.name)} (${source.id})`;
  if (source.connectorInstanceId === undefined) {
    throw new Error(
      `${which} has no connector instance: it does not run on SaaS Connectivity. Connector customizers work only with ` +
        "connectors that are built on SaaS Connectivity.",
    );
  }
  const instance = await client.connectorInstance(source.connectorInstanceId);
  if (!instance) {
    throw new Error(
      `${which} has the connector instance ${source.connectorInstanceId}, which the tenant does not have. ` +
        "Check the source's connector in SailPoint.",
    );
  }
  return instance;
}
