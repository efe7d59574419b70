import { createServer, type Server } from "node:net";
import { Client, credentials, type ServiceError, status } from "@grpc/grpc-js";
import { afterEach, expect, test } from "vitest";
import { GrpcClient } from "../../provider/hosts/grpc/grpcClient";
import type { Message } from "../../provider/hosts/grpc/grpcMessage";
import { streaming, unary } from "../../provider/hosts/grpc/grpcMethod";
import { serveGrpc } from "../../provider/hosts/grpc/grpcServer";
import { GrpcError } from "../../provider/hosts/grpc/grpcStatus";

/** A message that is its bytes. */
class Text implements Message {
  constructor(readonly text: string) {}
  serializeBinary = () => Buffer.from(this.text);
  static deserializeBinary = (bytes: Uint8Array) => new Text(Buffer.from(bytes).toString());
}

const ODD = "50 % of “payroll”, a:b; half \ud83d of a pair";
const LONG = "x".repeat(20_000_000);

const methods = new Map([
  ["/s/Echo", unary(Text, async ({ text }) => new Text(text))],
  ["/s/Count", streaming(Text, async ({ text }, send) => [...text].forEach((one) => void send(new Text(one))))],
  [
    "/s/Fail",
    unary(Text, () => {
      throw new GrpcError({ code: status.FAILED_PRECONDITION, details: ODD, statusDetails: "CAkSAW4=" });
    }),
  ],
]);

let listener: Server;
afterEach(() => listener.close());

async function serve(): Promise<string> {
  const accept = serveGrpc(methods, (error) => error as GrpcError);
  listener = createServer(accept);
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  return `127.0.0.1:${(listener.address() as { port: number }).port}`;
}

/** Another implementation of gRPC as the client. */
function call(address: string, path: string, text: string): Promise<string> {
  const client = new Client(address, credentials.createInsecure(), { "grpc.max_receive_message_length": -1 });
  return new Promise<string>((done, failed) => {
    const read = (bytes: Buffer) => bytes.toString();
    client.makeUnaryRequest(path, Buffer.from, read, text as never, (error, reply) =>
      error ? failed(error) : done(reply ?? ""),
    );
  }).finally(() => client.close());
}

test("replies of any size, and several at once, arrive whole", async () => {
  const address = await serve();
  const own = new GrpcClient(address);
  expect(await Promise.all(["", "a", LONG].map((text) => call(address, "/s/Echo", text)))).toEqual(["", "a", LONG]);
  const replies = await Promise.all(["", "a", LONG].map((text) => own.call("/s/Echo", new Text(text), Text)));
  expect(replies.map(({ text }) => text)).toEqual(["", "a", LONG]);
});

test("a failure keeps its code, text and details", async () => {
  const address = await serve();
  const readable = ODD.replace("\ud83d", "\ufffd");
  const error: ServiceError = await call(address, "/s/Fail", "").catch((failure) => failure);
  expect(error).toMatchObject({ code: status.FAILED_PRECONDITION, details: readable });
  expect(error.metadata.get("grpc-status-details-bin")).toEqual([Buffer.from("CAkSAW4=", "base64")]);
  await expect(new GrpcClient(address).call("/s/Fail", new Text(""), Text)).rejects.toMatchObject({
    code: status.FAILED_PRECONDITION,
    details: readable,
    statusDetails: "CAkSAW4=",
  });
});

test("an unknown method, and a server that is not there, are failures", async () => {
  const address = await serve();
  const own = new GrpcClient(address);
  await expect(own.call("/s/No", new Text(""), Text)).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  await expect(new GrpcClient("127.0.0.1:1").call("/s/Echo", new Text(""), Text)).rejects.toMatchObject({
    code: status.UNAVAILABLE,
  });
  expect((await own.call("/s/Echo", new Text("still there"), Text)).text).toBe("still there");
});

test("a method that streams sends each reply", async () => {
  const client = new Client(await serve(), credentials.createInsecure());
  const stream = client.makeServerStreamRequest("/s/Count", Buffer.from, (bytes) => bytes.toString(), "abc" as never);
  const replies: string[] = [];
  for await (const reply of stream) {
    replies.push(reply);
  }
  client.close();
  expect(replies).toEqual(["a", "b", "c"]);
});
