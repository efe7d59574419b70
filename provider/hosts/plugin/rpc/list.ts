import type { PluginHost } from "../pluginHost";
import { NotServedError } from "../rpcError";
import { provider, type providerMessages } from "../sdkProtos";

/** `List`: the ids and names of the customizers, or of the instances that are linked to a customizer. */
export async function list(
  host: PluginHost,
  request: providerMessages.ListRequest,
  send: (reply: providerMessages.ListResponse) => void,
): Promise<void> {
  const { client } = await host.context();
  const found = await listOf(request.getToken(), client);
  const limit = request.getLimit();
  for (const { id, name } of limit > 0 ? found.slice(0, limit) : found) {
    const result = new provider.ListResponse.Result();
    result.setId(id);
    result.setName(name);
    const reply = new provider.ListResponse();
    reply.setResult(result);
    send(reply);
  }
}

async function listOf(
  token: string,
  client: import("../../../client/iscClient").IscClient,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  switch (token) {
    case "sailpoint:index:ConnectorCustomizer":
      return client.customizers();
    case "sailpoint:index:ConnectorCustomizerLink":
      return (await client.connectorInstances()).filter(
        ({ connectorCustomizerId }) => connectorCustomizerId !== undefined,
      );
    default:
      throw new NotServedError(`The API of SailPoint cannot list resources of the type ${JSON.stringify(token)}.`);
  }
}
