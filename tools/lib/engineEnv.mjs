import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./engineVersion.mjs";

/**
 * Environment variables for an engine with a file backend. The engine does not touch the user's own Pulumi set-up.
 *
 * @param {{ engine: string, stateFolder: string }} options the path of `pulumi`, and the folder for the state
 */
export function engineEnv({ engine, stateFolder }, env = process.env) {
  mkdirSync(stateFolder, { recursive: true });
  return {
    ...env,
    PATH: [dirname(engine), env.PATH].join(delimiter),
    PULUMI_HOME: join(cacheFolder(env), "home"),
    PULUMI_BACKEND_URL: pathToFileURL(stateFolder).href,
    PULUMI_CONFIG_PASSPHRASE: "embedded-tenant",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
