import type { Socket } from "node:net";
import { type handleUnaryCall, Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginHost } from "./pluginHost";
import { check } from "./rpc/check";
import { checkConfig, configure, diffConfig } from "./rpc/configure";
import { construct } from "./rpc/construct";
import { create } from "./rpc/create";
import { deleteResource } from "./rpc/delete";
import { diff } from "./rpc/diff";
import { getSchema } from "./rpc/getSchema";
import { attach, cancel, getPluginInfo, handshake } from "./rpc/handshake";
import { invoke } from "./rpc/invoke";
import { type ListCall, list } from "./rpc/list";
import { read } from "./rpc/read";
import { update } from "./rpc/update";
import { NotServedError, toServiceError } from "./rpcError";
import { requireFromSdk } from "./sdkProtos";

/**
 * Serves `pulumirpc.ResourceProvider`.
 *
 * @param engineAddress `host:port` of the engine; undefined if it attaches later
 * @returns a function that takes a connection of the engine's
 */
export function acceptConnections(engineAddress: string | undefined): (connection: Socket) => void {
  const host = new PluginHost();
  if (engineAddress !== undefined) {
    host.connect(engineAddress);
  }
  const { ResourceProviderService } = requireFromSdk("./proto/provider_grpc_pb.js");
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, implementation(host));
  const connections = server.createConnectionInjector(ServerCredentials.createInsecure());
  return (connection) => {
    connections.injectConnection(connection);
    connection.resume();
  };
}

function implementation(host: PluginHost): UntypedServiceImplementation {
  const serve = <Request, Reply>(work: (host: PluginHost, request: Request) => Reply | Promise<Reply>) =>
    unary(host, work);
  const refuse = (why: string) =>
    serve(() => {
      throw new NotServedError(why);
    });
  return {
    handshake: serve(handshake),
    attach: serve(attach),
    getPluginInfo: serve(getPluginInfo),
    getSchema: serve(getSchema),
    checkConfig: serve(checkConfig),
    diffConfig: serve(diffConfig),
    configure: serve(configure),
    check: serve(check),
    diff: serve(diff),
    create: serve(create),
    read: serve(read),
    update: serve(update),
    delete: serve(deleteResource),
    invoke: serve(invoke),
    list: (call: ListCall) => {
      host.log
        .at("", () => list(host, call))
        .catch((error: unknown) => call.emit("error", toServiceError(error, host.redact)));
    },
    cancel: serve(cancel),
    parameterize: refuse("The SailPoint provider takes no parameters."),
    call: refuse("The SailPoint provider has no methods."),
    construct: serve(construct),
    getMapping: refuse("The SailPoint provider has no mappings from other tools."),
    getMappings: refuse("The SailPoint provider has no mappings from other tools."),
  };
}

/** A call that ends with a reply or an error, whatever happens. Its log lines belong to the resource that it names. */
function unary<Request, Reply>(
  host: PluginHost,
  work: (host: PluginHost, request: Request) => Reply | Promise<Reply>,
): handleUnaryCall<Request, Reply> {
  return ({ request }, done) => {
    const urn = (request as { getUrn?(): string | undefined }).getUrn?.() ?? "";
    host.log
      .at(urn, async () => work(host, request))
      .then(
        (reply) => done(null, reply),
        (error: unknown) => done(toServiceError(error, host.redact)),
      );
  };
}
