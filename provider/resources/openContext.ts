import type { IscClient } from "../client/iscClient";
import { IscError } from "../client/iscError";
import type { Log } from "../client/log";
import { Claims } from "./claims";
import { NameRegistry } from "./nameRegistry";
import type { Context } from "./resource";
import { RefreshReads } from "./shared/refreshReads";

/** What all resources of one run share: the client, and what it has learned of the tenant. */
export function openContext(client: IscClient, adopt: boolean, log: Log, claims: Claims = new Claims()): Context {
  const customizers = new RefreshReads({
    page: (offset) => client.customizersPage(offset),
    one: (id) => client.customizer(id),
  });
  const instances = new RefreshReads({
    page: (offset) => client.connectorInstancesPage(offset).catch(noneWhereRefused),
    one: (id) => client.connectorInstance(id),
    // This listing stands in no specification: that it shows no link does not prove that there is none.
    isComplete: ({ connectorCustomizerId }) => connectorCustomizerId !== undefined,
  });
  return { client, names: new NameRegistry(client), customizers, instances, claims, adopt, log };
}

/** A tenant that gives single instances and no listing of them is asked for each. */
function noneWhereRefused(error: unknown): [] {
  if (error instanceof IscError && error.status !== undefined && error.status >= 400 && error.status < 500) {
    return [];
  }
  throw error;
}
