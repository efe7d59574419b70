import { watchEngine } from "../dynamic/engineWatch";
import { PluginHost } from "./pluginHost";
import { startPluginServer } from "./pluginServer";

/**
 * Starts the plugin's process: it serves on a free port and prints the port, as the engine expects it. Without an address it
 * waits for the engine to attach (`PULUMI_DEBUG_PROVIDERS=sailpoint:PORT`).
 *
 * @param args the program's arguments; the one without a leading dash is the engine's address
 */
export async function startPlugin(args: readonly string[]): Promise<void> {
  const address = args.find((arg) => !arg.startsWith("-"));
  const host = new PluginHost();
  if (address !== undefined) {
    host.log.connect(address);
    watchEngine(address, () => process.exit(1));
  }
  process.stdout.write(`${await startPluginServer(host)}\n`);
}
