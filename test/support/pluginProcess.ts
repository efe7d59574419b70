import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { FAST_START } from "./fast/env";

const load = createRequire(createRequire(resolve("package.json")).resolve("@pulumi/pulumi/package.json"));
const services = load("./proto/provider_grpc_pb.js");
const engineServices = load("./proto/engine_grpc_pb.js");
const messages = load("./proto/provider_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");

export type Props = Record<string, unknown>;

/** A line of the engine's log. */
export interface LogLine {
  readonly severity: "DEBUG" | "INFO" | "WARNING" | "ERROR";
  readonly message: string;
  readonly urn: string;
}

/** A secret value as the engine sends it. */
export function secret(value: unknown): Props {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A value that is known only after another resource is deployed, as the engine sends it. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The URN of a resource of this kind. */
export function urnOf(kind: string, name = "payroll"): string {
  return `urn:pulumi:test::under-test::sailpoint:index:${kind}::${name}`;
}

/** The plugin in a process of its own, driven over gRPC as the engine drives it, with a log service of the engine's. */
export class PluginProcess {
  readonly log: LogLine[] = [];
  readonly #child: ChildProcess;
  readonly #engine: grpc.Server;
  readonly #client: Record<
    string,
    (request: unknown, done: (error: grpc.ServiceError | null, reply: never) => void) => void
  > & {
    list(request: unknown): grpc.ClientReadableStream<unknown>;
  };
  /** Everything that the process wrote, to find secrets in. */
  output = "";

  private constructor(child: ChildProcess, port: string, engine: grpc.Server, log: LogLine[]) {
    this.#child = child;
    this.#engine = engine;
    this.log = log;
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  /** Starts the plugin's executable. It is not configured yet. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<PluginProcess> {
    const log: LogLine[] = [];
    const engine = new grpc.Server();
    engine.addService(engineServices.EngineService, {
      log: (
        call: { request: { getSeverity(): number; getMessage(): string; getUrn(): string } },
        done: grpc.sendUnaryData<unknown>,
      ) => {
        const severity = (["DEBUG", "INFO", "WARNING", "ERROR"] as const)[call.request.getSeverity()] ?? "ERROR";
        log.push({ severity, message: call.request.getMessage(), urn: call.request.getUrn() });
        done(null, new Empty());
      },
    });
    const enginePort = await new Promise<number>((done, failed) =>
      engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? failed(error) : done(port),
      ),
    );
    const child = spawn(resolve("plugin/pulumi-resource-sailpoint"), [`127.0.0.1:${enginePort}`], {
      env: { PATH: process.env["PATH"], ...FAST_START, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<string>((found, failed) => {
      lines.once("line", found);
      child.once("exit", (code) => failed(new Error(`the plugin ended with ${code}`)));
    });
    const plugin = new PluginProcess(child, port, engine, log);
    child.stderr.on("data", (data) => {
      plugin.output += data;
    });
    return plugin;
  }

  /** @param provider the provider resource's name, which is `default` for the stack's configuration */
  configure(args: Props, provider = "default"): Promise<unknown> {
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(args));
    request.setUrn(providerUrn(provider));
    return this.call("configure", request);
  }

  /** @param provider as in `configure` */
  async checkConfig(news: Props, provider = "default") {
    return checkReply(await this.call("checkConfig", checkRequest(providerUrn(provider), {}, news)));
  }

  async diffConfig(oldInputs: Props, news: Props) {
    return diffReply(await this.call("diffConfig", diffRequest("", "p", { oldInputs, olds: oldInputs, news })));
  }

  async check(
    urn: string,
    news: Props,
    olds: Props = {},
    autonaming?: { name: string; mode: "PROPOSE" | "ENFORCE" | "DISABLE" },
  ) {
    const request = checkRequest(urn, olds, news);
    if (autonaming) {
      const { AutonamingOptions } = messages.CheckRequest;
      const options = new AutonamingOptions();
      options.setProposedName(autonaming.name);
      options.setMode(AutonamingOptions.Mode[autonaming.mode]);
      request.setAutonaming(options);
    }
    return checkReply(await this.call("check", request));
  }

  async diff(urn: string, id: string, props: { oldInputs: Props; olds: Props; news: Props }) {
    return diffReply(await this.call("diff", diffRequest(urn, id, props)));
  }

  async create(urn: string, properties: Props, preview = false): Promise<{ id: string; properties: Props }> {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(properties));
    request.setPreview(preview);
    const reply = await this.call("create", request);
    return { id: reply.getId(), properties: reply.getProperties().toJavaScript() };
  }

  async read(urn: string, id: string, properties: Props = {}, inputs: Props = {}) {
    const request = new messages.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(struct(properties));
    request.setInputs(struct(inputs));
    const reply = await this.call("read", request);
    return {
      id: reply.getId() as string,
      properties: reply.getProperties()?.toJavaScript() as Props | undefined,
      inputs: reply.getInputs()?.toJavaScript() as Props | undefined,
    };
  }

  async update(urn: string, id: string, { olds, news }: { olds: Props; news: Props }, preview = false): Promise<Props> {
    const request = new messages.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setPreview(preview);
    return (await this.call("update", request)).getProperties().toJavaScript();
  }

  async delete(urn: string, id: string, properties: Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(struct(properties));
    await this.call("delete", request);
  }

  async invoke(
    token: string,
    args: Props,
  ): Promise<{ result: Props | undefined; failures: { property: string; reason: string }[] }> {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const reply = await this.call("invoke", request);
    return { result: reply.getReturn()?.toJavaScript(), failures: failuresOf(reply) };
  }

  list(token: string, limit = 0): Promise<{ id: string; name: string }[]> {
    const request = new messages.ListRequest();
    request.setToken(token);
    request.setLimit(limit);
    const found: { id: string; name: string }[] = [];
    return new Promise((done, failed) => {
      const stream = this.#client.list(request);
      // biome-ignore lint/suspicious/noExplicitAny: a generated message
      stream.on("data", (reply: any) =>
        found.push({ id: reply.getResult().getId(), name: reply.getResult().getName() }),
      );
      stream.on("error", failed);
      stream.on("end", () => done(found));
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's generated messages
  call(method: string, request: unknown = new Empty()): Promise<any> {
    return new Promise((done, failed) => {
      this.#client[method]?.call(this.#client, request, (error, reply) =>
        error ? failed(Object.assign(new Error(error.details), { code: error.code })) : done(reply),
      );
    });
  }

  /** Ends the engine. */
  stopEngine(): void {
    this.#engine.forceShutdown();
  }

  /** Waits for the process to end by itself. */
  async ended(withinMs: number): Promise<void> {
    if (this.#child.exitCode === null) {
      await once(this.#child, "exit", { signal: AbortSignal.timeout(withinMs) });
    }
  }

  stop(): void {
    this.#child.kill("SIGKILL");
    this.#engine.forceShutdown();
  }
}

function providerUrn(name: string): string {
  return `urn:pulumi:test::under-test::pulumi:providers:sailpoint::${name}`;
}

function struct(props: Props) {
  return Struct.fromJavaScript(props);
}

function checkRequest(urn: string, olds: Props, news: Props) {
  const request = new messages.CheckRequest();
  request.setUrn(urn);
  request.setOlds(struct(olds));
  request.setNews(struct(news));
  return request;
}

function diffRequest(
  urn: string,
  id: string,
  { oldInputs, olds, news }: { oldInputs: Props; olds: Props; news: Props },
) {
  const request = new messages.DiffRequest();
  request.setUrn(urn);
  request.setId(id);
  request.setOldInputs(struct(oldInputs));
  request.setOlds(struct(olds));
  request.setNews(struct(news));
  return request;
}

// biome-ignore lint/suspicious/noExplicitAny: a generated message
function failuresOf(reply: any): { property: string; reason: string }[] {
  return reply.getFailuresList().map((failure: { toObject(): unknown }) => failure.toObject());
}

// biome-ignore lint/suspicious/noExplicitAny: a generated message
function checkReply(reply: any): { inputs: Props; failures: { property: string; reason: string }[] } {
  return { inputs: reply.getInputs().toJavaScript(), failures: failuresOf(reply) };
}

// biome-ignore lint/suspicious/noExplicitAny: a generated message
function diffReply(reply: any) {
  const kinds = Object.entries(messages.PropertyDiff.Kind);
  const details: [string, { kind: string | undefined; inputDiff: boolean }][] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a generated message
  reply.getDetaileddiffMap().forEach((detail: any, path: string) => {
    const kind = kinds.find(([, value]) => value === detail.getKind())?.[0];
    details.push([path, { kind, inputDiff: detail.getInputdiff() }]);
  });
  return {
    changes: reply.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
    replaces: reply.getReplacesList() as string[],
    deleteBeforeReplace: reply.getDeletebeforereplace() as boolean,
    details: Object.fromEntries(details),
  };
}
