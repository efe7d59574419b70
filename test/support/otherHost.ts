import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { AtEnd } from "./testTenant";

/** A server that is not the tenant, and keeps what reaches it. */
export interface OtherHost {
  readonly url: string;
  readonly port: number;
  /** Each request's method, URL and headers as one text. */
  readonly seen: string[];
}

/** Starts one for the current test. It answers requests with 200 and refuses CONNECT, after writing them down. */
export async function otherHost(atEnd: AtEnd = onTestFinished): Promise<OtherHost> {
  const seen: string[] = [];
  const server: Server = createServer((request, answer) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    answer.end("{}");
  });
  server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url} ${JSON.stringify(request.headers)}`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, port, seen };
}
