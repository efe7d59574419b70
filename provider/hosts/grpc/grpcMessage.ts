import { GrpcError, status } from "./grpcStatus";

/** A generated message. */
export interface Message {
  serializeBinary(): Uint8Array;
}

/** How a message of this type is read. */
export interface MessageType<T> {
  deserializeBinary(bytes: Uint8Array): T;
}

const PREFIX_BYTES = 5;

/** A message as gRPC sends it: a byte for the compression, four for the length, the message. */
export function toFrame(message: Message): Buffer {
  const bytes = message.serializeBinary();
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + bytes.length);
  frame[0] = 0;
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, PREFIX_BYTES);
  return frame;
}

/**
 * The one message of a body.
 *
 * @throws GrpcError if the body holds something else
 */
export function fromFrame<T>(type: MessageType<T>, body: Buffer): T {
  if (body.length < PREFIX_BYTES || body.readUInt32BE(1) !== body.length - PREFIX_BYTES) {
    // Not shown: the engine and the SDK send whole messages.
    throw new GrpcError({ code: status.INTERNAL, details: "The body of the call is not one whole message." });
  }
  if (body[0] !== 0) {
    // Not shown: the engine and the SDK compress none.
    throw new GrpcError({ code: status.UNIMPLEMENTED, details: "Compressed messages are not supported." });
  }
  return type.deserializeBinary(body.subarray(PREFIX_BYTES));
}
