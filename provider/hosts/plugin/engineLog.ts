import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "../../client/log";
import { isDebugging } from "../dynamic/stderrLog";
import { GrpcClient } from "../grpc/grpcClient";
import { Empty, engineProtos } from "./sdkProtos";

const WARNING = /^warning: /;

/** Sends log lines to the engine, which shows each at the resource that the present call is about. */
export class EngineLog implements Log {
  readonly #urn = new AsyncLocalStorage<string>();
  readonly #toShow: (text: string) => string;
  #client: GrpcClient | undefined;

  /** @param toShow what a user may see of a text */
  constructor(toShow: (text: string) => string) {
    this.#toShow = toShow;
  }

  /** @param address `host:port` of the engine */
  connect(address: string): void {
    this.#client = new GrpcClient(address);
  }

  /** Runs a call; its log lines belong to the resource of this URN. */
  at<T>(urn: string, work: () => T): T {
    return this.#urn.run(urn, work);
  }

  /** A text that begins with `warning: ` is shown as a warning. */
  info(text: string): void {
    this.#send(WARNING.test(text) ? "WARNING" : "INFO", text.replace(WARNING, ""));
  }

  /** Shown with `pulumi --debug`, and with `SAIL_DEBUG` as information. */
  debug(text: string): void {
    this.#send(isDebugging() ? "INFO" : "DEBUG", text);
  }

  #send(severity: "DEBUG" | "INFO" | "WARNING", text: string): void {
    const { LogRequest, LogSeverity } = engineProtos();
    const request = new LogRequest();
    request.setSeverity(LogSeverity[severity]);
    request.setMessage(this.#toShow(text));
    request.setUrn(this.#urn.getStore() ?? "");
    // A line that the engine does not take must not fail the call that wrote it.
    this.#client?.call("/pulumirpc.Engine/Log", request, Empty).catch(() => {});
  }
}
