import { request } from "node:http";
import { Agent, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { keepCertificate } from "../certificateDates";
import { basicAuthorization } from "./basicAuthorization";
import { dialProxy } from "./dialProxy";
import type { ProxyFaults } from "./proxyFaults";
import { withinLimit } from "./withinLimit";

type Done = (error: Error | null, socket?: Duplex) => void;

/** A proxy's answer to CONNECT. */
interface Tunnel {
  readonly status: number;
  readonly authenticate: string | undefined;
  readonly socket: Duplex;
  /** Bytes that came with the answer. */
  readonly head: Buffer;
}

/**
 * Connects to https hosts through a proxy (CONNECT). got gets a connection after the TLS handshake with the host, because its own
 * time-outs do not cover the time before. Packages for this do not wait for the handshake, and drop bytes after the proxy's answer.
 */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #faults: ProxyFaults;
  readonly #connectMs: number;

  /** @param connectMs limit for the answer to CONNECT, and for the handshake after it, in milliseconds */
  constructor(proxy: URL, faults: ProxyFaults, connectMs: number) {
    super({ keepAlive: true });
    this.#proxy = proxy;
    this.#faults = faults;
    this.#connectMs = connectMs;
  }

  override createConnection(options: RequestOptions, done: Done): undefined {
    this.#connect(options).then(
      (socket) => done(null, socket),
      (error: Error) => done(error),
    );
  }

  async #connect(options: RequestOptions): Promise<TLSSocket> {
    const { host, port } = options;
    const target = `${isIP(host ?? "") === 6 ? `[${host}]` : host}:${port}`;
    const socket = await this.#tunnelTo(target);
    const throughTunnel: RequestOptions & { readonly socket: Duplex } = { ...options, socket };
    const secure = super.createConnection(throughTunnel) as TLSSocket;
    keepCertificate(secure);
    socket.on("error", (error) => secure.destroy(error));
    try {
      await withinLimit(this.#connectMs, (signal) => handshake(secure, signal));
    } catch (error) {
      secure.on("error", () => undefined).destroy();
      throw this.#faults.inTunnel(error as Error, target);
    }
    return secure;
  }

  async #tunnelTo(target: string): Promise<Duplex> {
    const { status, authenticate, socket, head } = await withinLimit(this.#connectMs, (signal) =>
      this.#sendConnect(target, signal),
    ).catch((error: Error) => {
      throw this.#faults.unreachable(error);
    });
    const isRefused = status < 200 || status > 299;
    // A TLS server sends nothing before the client's first message.
    if (isRefused || head.length > 0) {
      socket.destroy();
      throw isRefused ? this.#faults.refused(status, target, authenticate) : this.#faults.notTls(target, "EPROTO");
    }
    return socket;
  }

  async #sendConnect(target: string, signal: AbortSignal): Promise<Tunnel> {
    const connection = await dialProxy(this.#proxy, signal);
    return new Promise((resolve, reject) => {
      const connect = request({
        method: "CONNECT",
        path: target,
        headers: { host: target, connection: "keep-alive", ...basicAuthorization(this.#proxy) },
        createConnection: () => connection,
      });
      connect.once("connect", ({ statusCode = 0, headers }, socket, head) => {
        socket.removeAllListeners("error").on("error", () => undefined);
        resolve({ status: statusCode, authenticate: headers["proxy-authenticate"]?.toString(), socket, head });
      });
      connect.on("error", reject).end();
    });
  }
}

function handshake(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    socket.once("secureConnect", resolve).once("error", reject);
    // Not shown: `ProxyFaults` describes it.
    socket.once("close", () => reject(new Error("closed")));
  });
}
