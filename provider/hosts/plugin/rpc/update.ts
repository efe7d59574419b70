import type { PluginHost } from "../pluginHost";
import { resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";
import { writeProperties } from "../wireProperties";

/** `Update`. In a preview it sends nothing, and outputs that are not inputs stay as they are. */
export async function update(
  host: PluginHost,
  request: providerMessages.UpdateRequest,
): Promise<providerMessages.UpdateResponse> {
  const { resource, computed } = resourceTypeOf(typeOfUrn(request.getUrn()));
  const state = host.read(request.getOlds()).values;
  const { values: news, secrets } = host.read(request.getNews());
  const reply = new provider.UpdateResponse();
  if (request.getPreview()) {
    const kept = Object.fromEntries(computed.map((name) => [name, state[name]]));
    reply.setProperties(writeProperties({ ...kept, ...news }, secrets));
    return reply;
  }
  const now = await resource.update(await host.context(request.getUrn()), request.getId(), state, news);
  reply.setProperties(writeProperties(now, secrets));
  return reply;
}
