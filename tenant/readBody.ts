import type { IncomingMessage } from "node:http";

const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** Reads a request's body to its end. Returns undefined if it is larger than 256 MiB. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += (chunk as Buffer).length;
    if (length <= MAX_BODY_BYTES) {
      chunks.push(chunk as Buffer);
    }
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
