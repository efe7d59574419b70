import type { IscClient } from "../../client/iscClient";
import { resolveConfig } from "../../config";
import { guardTenant } from "../../resources/tenantGuard";
import { stderrLog } from "../dynamic/stderrLog";
import { RunSession } from "../runSession";

/**
 * Opens the tenant that the environment names. Waits are shown on standard error.
 *
 * @param who the command, for messages
 * @throws ConfigError if a setting is missing or malformed; Error if the credentials are for another tenant than SAIL_TENANT_ID
 */
export async function tenantOfEnvironment(who: string): Promise<IscClient> {
  const context = await new RunSession(
    configOfEnvironment(who),
    stderrLog((text) => text),
  ).context();
  await guardTenant(context, `read the tenant`);
  return context.client;
}

function configOfEnvironment(who: string) {
  try {
    return resolveConfig(() => undefined);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n  ${who} does not see a stack's configuration: set the variables.`);
  }
}
