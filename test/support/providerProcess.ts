import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { FAST_START } from "./fast/env";

const load = createRequire(resolve("package.json"));
const services = load("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = load("@pulumi/pulumi/proto/provider_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");

export type Props = Record<string, unknown>;

export interface CallError extends Error {
  readonly details: string;
}

/** The SDK's own dynamic provider in a process of its own, driven over gRPC as the engine drives it. */
export class ProviderProcess {
  readonly #child: ChildProcess;
  readonly #client: Record<string, (request: unknown, done: (error: CallError | null, reply: unknown) => void) => void>;
  readonly #kind: string;
  /** Everything the process wrote, to find secrets in. */
  output = "";

  private constructor(child: ChildProcess, port: string, kind: string) {
    this.#child = child;
    this.#kind = kind;
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  }

  /** @param engine the address that the process takes for its engine's; nothing listens at the default */
  static async start(
    config: Record<string, string>,
    kind = "ConnectorCustomizer",
    env: NodeJS.ProcessEnv = {},
    engine = "127.0.0.1:1",
  ) {
    const script = load.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, engine], {
      cwd: resolve("examples/quickstart"),
      env: { PATH: process.env["PATH"], ...FAST_START, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines = createInterface({ input: child.stdout });
    const port = await new Promise<string>((found, failed) => {
      lines.once("line", found);
      child.once("exit", (code) => failed(new Error(`the provider process ended with ${code}`)));
    });
    const provider = new ProviderProcess(child, port, kind);
    lines.on("line", (line) => {
      provider.output += `${line}\n`;
    });
    child.stderr.on("data", (data) => {
      provider.output += data;
    });
    const request = new messages.ConfigureRequest();
    const args = Object.fromEntries(Object.entries(config).map(([key, value]) => [`sailpoint:${key}`, value]));
    request.setArgs(Struct.fromJavaScript(args));
    await provider.#call("configure", request);
    return provider;
  }

  get memoryPid(): number | undefined {
    return this.#child.pid;
  }

  async check(
    news: Props,
    olds: Props = {},
  ): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    const reply = await this.#call("check", request);
    return {
      inputs: reply.getInputs().toJavaScript(),
      failures: reply.getFailuresList().map((failure: { toObject(): unknown }) => failure.toObject()),
    };
  }

  async diff(id: string, olds: Props, news: Props) {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    const reply = await this.#call("diff", request);
    return {
      changes: reply.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: reply.getReplacesList() as string[],
      deleteBeforeReplace: reply.getDeletebeforereplace() as boolean,
    };
  }

  async create(props: Props): Promise<{ id: string; props: Props }> {
    const request = new messages.CreateRequest();
    request.setProperties(this.#struct(props));
    const reply = await this.#call("create", request);
    return { id: reply.getId(), props: reply.getProperties().toJavaScript() };
  }

  async read(id: string, props: Props = {}): Promise<{ id: string; props: Props; inputs: Props }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(this.#struct(props));
    const reply = await this.#call("read", request);
    return {
      id: reply.getId(),
      props: reply.getProperties().toJavaScript(),
      inputs: reply.getInputs()?.toJavaScript() ?? {},
    };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(this.#struct(olds));
    request.setNews(this.#struct(news));
    return (await this.#call("update", request)).getProperties().toJavaScript();
  }

  async delete(id: string, props: Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(this.#struct(props));
    await this.#call("delete", request);
  }

  /** Waits for the process to end by itself. */
  async ended(withinMs: number): Promise<void> {
    if (this.#child.exitCode === null) {
      await once(this.#child, "exit", { signal: AbortSignal.timeout(withinMs) });
    }
  }

  stop(): void {
    this.#child.kill("SIGKILL");
  }

  #struct(props: Props) {
    const provider = `exports.handler = () => require("pulumi-sailpoint/dynamic/${this.#kind}");`;
    return Struct.fromJavaScript({ ...props, __provider: provider });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's generated messages carry no types that can be imported
  #call(method: string, request: unknown): Promise<any> {
    return new Promise((done, failed) => {
      this.#client[method]?.call(this.#client, request, (error, reply) =>
        error ? failed(new Error(error.details)) : done(reply),
      );
    });
  }
}
