import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./engineVersion.mjs";

/**
 * The environment in which the engine works on its own: a file backend, and nothing of the user's own Pulumi set-up touched.
 *
 * @param {{ engine: string, stateFolder: string }} where the path of `pulumi`, and the folder that gets the state
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
