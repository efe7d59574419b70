import type { PluginHost } from "../pluginHost";
import type { providerMessages } from "../sdkProtos";

/** `Construct`: components are constructed in a process of their own. */
export function construct(
  host: PluginHost,
  request: providerMessages.ConstructRequest,
): Promise<providerMessages.ConstructResponse> {
  return host.components().construct(request);
}
