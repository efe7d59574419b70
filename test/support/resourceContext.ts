import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { DeclaredArchives } from "../../provider/resources/connectorCustomizerVersion/declaredArchives";
import { createContext } from "../../provider/resources/createContext";
import { Ownership } from "../../provider/resources/ownership";
import type { Context } from "../../provider/resources/resource";
import type { Tenant } from "../../tenant";
import { providerConfig } from "./testTenant";

const PACE = { backoff: { baseMs: 2, capMs: 10 }, patienceMs: 60, lookAgainAfterMs: [20, 50, 100, 200] };

/** What the resources of one run share, with short waits. */
export function resourceContext(tenant: Tenant, settings: { tenantId?: string } = {}): Context {
  const client = new IscClient(providerConfig(tenant), SILENT, PACE);
  return createContext(
    client,
    { adopt: false, ...settings },
    { ownership: new Ownership(), archives: new DeclaredArchives(), log: SILENT },
  );
}
