import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { GrpcClient } from "../grpc/grpcClient";
import { provider, type providerMessages } from "./sdkProtos";

/**
 * The process that constructs components, started at the first one. The SDK's own server runs there: it serves `Construct`
 * and drops the configuration, so it cannot serve the rest, and it takes most of a second to load.
 */
export class ComponentProcess {
  readonly #engineAddress: string;
  #client: Promise<GrpcClient> | undefined;

  constructor(engineAddress: string) {
    this.#engineAddress = engineAddress;
  }

  /** Passes a `Construct` on as it is. */
  async construct(request: providerMessages.ConstructRequest): Promise<providerMessages.ConstructResponse> {
    this.#client ??= this.#start();
    const client = await this.#client;
    return client.call("/pulumirpc.ResourceProvider/Construct", request, provider.ConstructResponse);
  }

  async #start(): Promise<GrpcClient> {
    const child = spawn(process.execPath, [join(__dirname, "components/main.js"), this.#engineAddress], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    return new GrpcClient(`127.0.0.1:${await portOf(child)}`);
  }
}

function portOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) {
    // Not shown: the process is started with an output.
    throw new Error("The process for components has no output.");
  }
  return new Promise((found, failed) => {
    createInterface({ input: stdout }).once("line", found);
    child.once("error", failed);
    child.once("exit", (code) =>
      failed(new Error(`The process for components ended with ${code}. Its own error stands above.`)),
    );
  });
}
