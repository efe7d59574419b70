import type { PluginHost } from "../pluginHost";
import { resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { Empty, type providerMessages } from "../sdkProtos";

/** `Delete`. */
export async function deleteResource(host: PluginHost, request: providerMessages.DeleteRequest) {
  const { resource } = resourceTypeOf(typeOfUrn(request.getUrn()));
  const { values } = host.read(request.getProperties());
  await resource.delete(await host.context(request.getUrn()), request.getId(), values);
  return new Empty();
}
