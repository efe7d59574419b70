import { Agent, type ClientRequest, type RequestOptions } from "node:http";
import type { Duplex } from "node:stream";
import { basicAuthorization } from "./basicAuthorization";
import { dialProxy } from "./dialProxy";
import type { ProxyFaults } from "./proxyFaults";
import { withinLimit } from "./withinLimit";

type Done = (error: Error | null, socket?: Duplex) => void;
type AddRequest = (request: ClientRequest, options: RequestOptions) => void;

/**
 * Sends requests for http to a proxy as they are: many proxies refuse CONNECT for other ports than 443. The package
 * http-proxy-agent sends a request with a body twice.
 */
export class ForwardAgent extends Agent {
  readonly #proxy: URL;
  readonly #faults: ProxyFaults;
  readonly #connectMs: number;

  /** @param connectMs limit for the connection to the proxy, in milliseconds */
  constructor(proxy: URL, faults: ProxyFaults, connectMs: number) {
    super({ keepAlive: true });
    this.#proxy = proxy;
    this.#faults = faults;
    this.#connectMs = connectMs;
  }

  /** Node.js calls this before it writes the request's first line. Its types do not have it. */
  addRequest(request: ClientRequest, options: RequestOptions): void {
    request.path = `http://${request.getHeader("host")}${request.path}`;
    for (const [name, value] of Object.entries(basicAuthorization(this.#proxy))) {
      request.setHeader(name, value);
    }
    (Agent.prototype as unknown as { addRequest: AddRequest }).addRequest.call(this, request, options);
  }

  override createConnection(_: RequestOptions, done: Done): undefined {
    withinLimit(this.#connectMs, (signal) => dialProxy(this.#proxy, signal)).then(
      (socket) => done(null, socket),
      (error: Error) => done(this.#faults.unreachable(error)),
    );
  }
}
