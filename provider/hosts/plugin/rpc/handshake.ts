import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { packageVersion } from "../../../packageFiles";
import type { PluginHost } from "../pluginHost";
import { Empty, provider, type providerMessages, requireFromSdk } from "../sdkProtos";

/**
 * `Handshake`. Secrets are taken as such. Resource references arrive as ids, and output values as their values: this provider
 * has no use for what else they carry.
 */
export function handshake(): providerMessages.ProviderHandshakeResponse {
  const reply = new provider.ProviderHandshakeResponse();
  reply.setAcceptSecrets(true);
  reply.setAcceptResources(false);
  reply.setAcceptOutputs(false);
  reply.setSupportsAutonamingConfiguration(true);
  return reply;
}

/** `GetPluginInfo`: the package's version. */
export function getPluginInfo(): PluginInfo {
  const { PluginInfo: Info } = requireFromSdk("./proto/plugin_pb.js") as { PluginInfo: new () => PluginInfo };
  const reply = new Info();
  reply.setVersion(packageVersion());
  return reply;
}

/** `Attach`: the engine's address, if the process was started by hand for debugging (PULUMI_DEBUG_PROVIDERS). */
export function attach(host: PluginHost, request: { getAddress(): string }): Empty {
  host.connect(request.getAddress());
  return new Empty();
}

/** `Cancel`. */
export function cancel(host: PluginHost): Empty {
  host.cancel();
  return new Empty();
}
