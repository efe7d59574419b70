import type { PluginHost } from "../pluginHost";
import { resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";
import { writeProperties } from "../wireProperties";

/**
 * `Read`, for refresh, `get` and import. The engine sends no properties for `get` and import. A reply without an id says that
 * the resource is gone, or does not exist.
 */
export async function read(
  host: PluginHost,
  request: providerMessages.ReadRequest,
): Promise<providerMessages.ReadResponse> {
  const { resource } = resourceTypeOf(typeOfUrn(request.getUrn()));
  const state = host.read(request.getProperties());
  const inputs = host.read(request.getInputs());
  const secrets = new Set([...state.secrets, ...inputs.secrets]);
  if (Object.keys(state.values).length === 0) {
    host.imports.noteRead(request.getUrn(), request.getId());
  }
  const reading = await resource.read(await host.context(request.getUrn()), request.getId(), state.values);
  const reply = new provider.ReadResponse();
  if (reading) {
    reply.setId(request.getId());
    reply.setProperties(writeProperties(reading.state, secrets));
    // Without inputs in the reply, the engine keeps those of the state.
    if (reading.inputs !== undefined) {
      reply.setInputs(writeProperties(reading.inputs, secrets));
    }
  }
  return reply;
}
