import type { Socket } from "node:net";
import type { Message, MessageType } from "../grpc/grpcMessage";
import { type GrpcMethod, streaming, unary } from "../grpc/grpcMethod";
import { serveGrpc } from "../grpc/grpcServer";
import { PluginHost } from "./pluginHost";
import { check } from "./rpc/check";
import { checkConfig, configure, diffConfig } from "./rpc/configure";
import { diff } from "./rpc/diff";
import { getSchema } from "./rpc/getSchema";
import { attach, cancel, getPluginInfo, handshake } from "./rpc/handshake";
import { NotServedError, toFailure } from "./rpcError";
import { Empty, provider, requireFromSdk } from "./sdkProtos";

const TOO_OLD = "The project's @pulumi/pulumi is too old for this call.";

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
  const accept = serveGrpc(methodsOf(host), (error) => toFailure(error, host.toShow));
  return (connection) => {
    accept(connection);
    connection.resume();
  };
}

/** What an unchanged `up` does not call is loaded at its first use. */
function methodsOf(host: PluginHost): ReadonlyMap<string, GrpcMethod> {
  const refuse = (why: string) =>
    unary(Empty, () => {
      throw new NotServedError(why);
    });
  // An older SDK lacks the messages of newer calls. The engine does without these calls.
  const serve = <Request>(
    type: MessageType<Request> | undefined,
    work: (host: PluginHost, request: Request) => Message | Promise<Message>,
  ) =>
    type ? unary(type, (request) => host.log.at(urnOf(request), async () => work(host, request))) : refuse(TOO_OLD);
  const { PluginAttach } = requireFromSdk("./proto/plugin_pb.js");
  const methods = {
    Handshake: serve(provider.ProviderHandshakeRequest, handshake),
    Attach: serve(PluginAttach, attach),
    GetPluginInfo: serve(Empty, getPluginInfo),
    GetSchema: serve(provider.GetSchemaRequest, getSchema),
    CheckConfig: serve(provider.CheckRequest, checkConfig),
    DiffConfig: serve(provider.DiffRequest, diffConfig),
    Configure: serve(provider.ConfigureRequest, configure),
    Check: serve(provider.CheckRequest, check),
    Diff: serve(provider.DiffRequest, diff),
    Create: serve(provider.CreateRequest, async (...call) => (await import("./rpc/create.js")).create(...call)),
    Read: serve(provider.ReadRequest, async (...call) => (await import("./rpc/read.js")).read(...call)),
    Update: serve(provider.UpdateRequest, async (...call) => (await import("./rpc/update.js")).update(...call)),
    Delete: serve(provider.DeleteRequest, async (...call) => (await import("./rpc/delete.js")).deleteResource(...call)),
    Invoke: serve(provider.InvokeRequest, async (...call) => (await import("./rpc/invoke.js")).invoke(...call)),
    List: provider.ListRequest
      ? streaming(provider.ListRequest, (request, send) =>
          host.log.at("", async () => (await import("./rpc/list.js")).list(host, request, send)),
        )
      : refuse(TOO_OLD),
    Cancel: serve(Empty, cancel),
    Parameterize: refuse("The SailPoint provider takes no parameters."),
    Call: refuse("The SailPoint provider has no methods."),
    Construct: serve(provider.ConstructRequest, async (...call) =>
      (await import("./rpc/construct.js")).construct(...call),
    ),
    GetMapping: refuse("The SailPoint provider has no mappings from other tools."),
    GetMappings: refuse("The SailPoint provider has no mappings from other tools."),
  };
  return new Map(Object.entries(methods).map(([name, method]) => [`/pulumirpc.ResourceProvider/${name}`, method]));
}

/** The resource that a call is about, which gets the call's log lines. */
function urnOf(request: unknown): string {
  return (request as { getUrn?(): string | undefined }).getUrn?.() ?? "";
}
