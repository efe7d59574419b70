import type { IscClient } from "../../client/iscClient";
import { resolveConfig } from "../../config";
import { withNamesOfSettings } from "../../namesOfSettings";
import { guardTenant } from "../../resources/tenantGuard";
import { stderrLog } from "../dynamic/stderrLog";
import { RunSession } from "../runSession";

/**
 * Reads the tenant that the environment names. Waits are shown on standard error.
 *
 * @param who the command, for messages
 * @throws Error that names the environment's variables: if one is missing or malformed, if the credentials are for another tenant than
 * SAIL_TENANT_ID, and if a request fails
 */
export async function readTenant<T>(who: string, read: (client: IscClient) => Promise<T>): Promise<T> {
  try {
    const context = await new RunSession(configOfEnvironment(who), stderrLog(withVariables)).context();
    await guardTenant(context, "read the tenant");
    return await read(context.client);
  } catch (error) {
    throw new Error(withVariables((error as Error).message), { cause: error });
  }
}

const withVariables = (text: string) => withNamesOfSettings(text, "environment");

function configOfEnvironment(who: string) {
  try {
    return resolveConfig(() => undefined, process.env, "environment");
  } catch (error) {
    throw new Error(`${(error as Error).message}\n  ${who} does not see a stack's configuration: set the variables.`);
  }
}
