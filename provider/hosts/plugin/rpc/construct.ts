import type { PluginHost } from "../pluginHost";
import type { providerMessages } from "../sdkProtos";

/** `Construct`: components are constructed in a process of their own. */
export async function construct(
  host: PluginHost,
  request: providerMessages.ConstructRequest,
): Promise<providerMessages.ConstructResponse> {
  return (await host.components()).construct(request);
}
