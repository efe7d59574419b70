import { UNKNOWN } from "../../../resources/resource";
import type { PluginHost } from "../pluginHost";
import { resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";
import { writeProperties } from "../wireProperties";

/** `Create`. In a preview it sends nothing, and the outputs are unknown. */
export async function create(
  host: PluginHost,
  request: providerMessages.CreateRequest,
): Promise<providerMessages.CreateResponse> {
  const { resource, computed } = resourceTypeOf(typeOfUrn(request.getUrn()));
  const { values, secrets } = host.read(request.getProperties());
  const reply = new provider.CreateResponse();
  if (request.getPreview()) {
    const unknown = Object.fromEntries(computed.map((name) => [name, UNKNOWN]));
    reply.setProperties(writeProperties({ ...unknown, ...values }, secrets));
    return reply;
  }
  const { id, state } = await resource.create(await host.context(request.getUrn()), values);
  reply.setId(id);
  reply.setProperties(writeProperties(state, secrets));
  return reply;
}
