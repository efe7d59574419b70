import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { fromFrame, type Message, type MessageType, toFrame } from "./grpcMessage";
import { failureOf, GrpcError, status } from "./grpcStatus";

/** Calls a gRPC server of this machine. A connection keeps no process alive. */
export class GrpcClient {
  readonly #address: string;
  #session: ClientHttp2Session | undefined;

  /** @param address `host:port` */
  constructor(address: string) {
    this.#address = address;
  }

  /**
   * Calls a method that has one reply.
   *
   * @param path `/package.Service/Method`
   * @throws GrpcError
   */
  async call<Reply>(path: string, request: Message, replyType: MessageType<Reply>): Promise<Reply> {
    const stream = this.#connected().request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc+proto",
      te: "trailers",
    });
    const trailers = {};
    const chunks: Buffer[] = [];
    // An answer without a message has its status in the first headers.
    stream.on("response", (headers) => Object.assign(trailers, headers));
    stream.on("trailers", (headers) => Object.assign(trailers, headers));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.end(toFrame(request));
    await closed(stream, path);
    const failure = failureOf(trailers);
    if (failure) {
      throw new GrpcError(failure);
    }
    return fromFrame(replyType, Buffer.concat(chunks));
  }

  #connected(): ClientHttp2Session {
    if (!this.#session || this.#session.closed || this.#session.destroyed) {
      this.#session = connect(`http://${this.#address}`, { maxSessionMemory: Number.MAX_SAFE_INTEGER });
      this.#session.unref();
      // Each call fails with the error of the connection.
      this.#session.on("error", () => {});
    }
    return this.#session;
  }
}

function closed(stream: ClientHttp2Stream, path: string): Promise<void> {
  return new Promise((done, failed) => {
    stream.once("error", (error) =>
      failed(new GrpcError({ code: status.UNAVAILABLE, details: `${path}: ${error.message}` })),
    );
    stream.once("close", done);
  });
}
