import { createServer, type ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import { toFrame } from "./grpcMessage";
import type { GrpcMethod } from "./grpcMethod";
import { type GrpcFailure, status, statusHeaders } from "./grpcStatus";

const HEADERS = { ":status": 200, "content-type": "application/grpc+proto" };

/**
 * Serves gRPC on HTTP/2 of Node.js: the part of it that the engine uses. `@grpc/grpc-js` takes longer to load than Node.js takes to
 * start, and the engine starts a plugin for every command.
 *
 * @param methods by path, `/package.Service/Method`
 * @param toFailure how an error of a method is answered
 * @returns a function that takes a connection
 */
export function serveGrpc(
  methods: ReadonlyMap<string, GrpcMethod>,
  toFailure: (error: unknown) => GrpcFailure,
): (connection: Socket) => void {
  // Node's bounds on memory and headers are for servers on the internet; the engine's calls may be of any size and number.
  const server = createServer({
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
    maxSendHeaderBlockLength: Number.MAX_SAFE_INTEGER,
  });
  server.on("stream", (stream, headers) => {
    // A call that the engine gave up has nobody to answer.
    stream.on("error", () => {});
    const path = String(headers[":path"]);
    const method = methods.get(path);
    if (method) {
      serveCall(stream, method).catch((error: unknown) => fail(stream, toFailure(error)));
    } else {
      // Not shown: the engine reads the code.
      fail(stream, { code: status.UNIMPLEMENTED, details: `There is no method ${path}.` });
    }
  });
  return (connection) => server.emit("connection", connection);
}

async function serveCall(stream: ServerHttp2Stream, method: GrpcMethod): Promise<void> {
  await method(await bodyOf(stream), (reply) => {
    if (!stream.closed) {
      begin(stream);
      stream.write(toFrame(reply));
    }
  });
  end(stream, { "grpc-status": String(status.OK) });
}

function bodyOf(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.once("end", () => done(Buffer.concat(chunks)));
  });
}

function fail(stream: ServerHttp2Stream, failure: GrpcFailure): void {
  stream.resume();
  end(stream, statusHeaders(failure));
}

function begin(stream: ServerHttp2Stream): void {
  if (!stream.headersSent) {
    stream.respond(HEADERS, { waitForTrailers: true });
  }
}

function end(stream: ServerHttp2Stream, trailers: Record<string, string>): void {
  if (!stream.closed) {
    begin(stream);
    stream.once("wantTrailers", () => stream.sendTrailers(trailers));
    stream.end();
  }
}
