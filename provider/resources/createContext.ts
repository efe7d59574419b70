import type { IscClient } from "../client/iscClient";
import { CustomizerNames } from "./connectorCustomizer/customizerNames";
import { LinkedDeletes } from "./linkedDeletes";
import { noneIfRefused } from "./noneIfRefused";
import { RecentlyCreated } from "./readAfterWrite/recentlyCreated";
import { RefreshReads } from "./refresh/refreshReads";
import type { Context, Run } from "./resource";

/** The settings that resources need. */
export interface ResourceSettings {
  readonly adopt: boolean;
  readonly tenantId?: string | undefined;
}

/** Creates what all resources of one run share to reach the tenant. */
export function createContext(client: IscClient, settings: ResourceSettings, run: Run): Context {
  const customizers = new RefreshReads({
    page: (offset) => client.customizersPage(offset),
    one: (id) => client.customizer(id),
  });
  const instances = new RefreshReads({
    page: (offset) => client.connectorInstancesPage(offset).catch(noneIfRefused),
    one: (id) => client.connectorInstance(id),
    // No specification describes this listing: a link that it does not show may exist.
    isComplete: ({ connectorCustomizerId }) => connectorCustomizerId !== undefined,
  });
  return {
    ...run,
    client,
    names: new CustomizerNames(client),
    customizers,
    instances,
    recentlyCreated: new RecentlyCreated(client),
    deletes: new LinkedDeletes(),
    adopt: settings.adopt,
    pinnedTenantId: settings.tenantId,
  };
}
