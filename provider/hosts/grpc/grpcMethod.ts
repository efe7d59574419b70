import { fromFrame, type Message, type MessageType } from "./grpcMessage";

/** Answers a call: takes the body of the request, and sends one reply, or several if the method streams. */
export type GrpcMethod = (body: Buffer, send: (reply: Message) => void) => Promise<void>;

/** A method that has one reply. */
export function unary<Request>(
  type: MessageType<Request>,
  work: (request: Request) => Message | Promise<Message>,
): GrpcMethod {
  return async (body, send) => send(await work(fromFrame(type, body)));
}

/** A method that sends any number of replies until its work is done. */
export function streaming<Request>(
  type: MessageType<Request>,
  work: (request: Request, send: (reply: Message) => void) => Promise<void>,
): GrpcMethod {
  return async (body, send) => work(fromFrame(type, body), send);
}
