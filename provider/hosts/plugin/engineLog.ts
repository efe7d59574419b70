import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { Log } from "../../client/log";
import { isDebugging } from "../dynamic/stderrLog";
import { engine, requireFromSdk } from "./sdkProtos";

const WARNING = /^warning: /;

/** Sends log lines to the engine, which shows each at the resource that the present call is about. */
export class EngineLog implements Log {
  readonly #urn = new AsyncLocalStorage<string>();
  readonly #redact: (text: string) => string;
  #client: EngineClient | undefined;

  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  /** @param address `host:port` of the engine */
  connect(address: string): void {
    const { EngineClient } = requireFromSdk("./proto/engine_grpc_pb.js") as {
      EngineClient: new (...args: unknown[]) => EngineClient;
    };
    this.#client = new EngineClient(address, credentials.createInsecure());
  }

  /** Runs a call; its log lines belong to the resource of this URN. */
  at<T>(urn: string, work: () => T): T {
    return this.#urn.run(urn, work);
  }

  /** A text that begins with `warning: ` is shown as a warning. */
  info(text: string): void {
    const { WARNING: warning, INFO: info } = engine.LogSeverity;
    this.#send(WARNING.test(text) ? warning : info, text.replace(WARNING, ""));
  }

  /** Shown with `pulumi --debug`, and with `SAIL_DEBUG` as information. */
  debug(text: string): void {
    this.#send(isDebugging() ? engine.LogSeverity.INFO : engine.LogSeverity.DEBUG, text);
  }

  #send(severity: 0 | 1 | 2 | 3, text: string): void {
    const request = new engine.LogRequest();
    request.setSeverity(severity);
    request.setMessage(this.#redact(text));
    request.setUrn(this.#urn.getStore() ?? "");
    // A line that the engine does not take must not fail the call that wrote it.
    this.#client?.log(request, () => {});
  }
}
