import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { ProviderConfig } from "../../provider/config";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** What the server answers. A text is sent as it is, anything else as JSON. */
export interface JsonAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A small API of the test's own. It issues a token; everything else is the test's. */
export async function jsonServer(answer: (request: SeenRequest) => JsonAnswer | Promise<JsonAnswer>) {
  const seen: SeenRequest[] = [];
  let tokens = 0;
  const server = createServer(async (incoming, outgoing) => {
    const request = await read(incoming);
    if (request.url.startsWith("/oauth/token")) {
      tokens++;
      write(outgoing, { body: { access_token: "token-of-the-test", expires_in: 700, tenant_id: "tenant" } });
      return;
    }
    seen.push(request);
    write(outgoing, await answer(request));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    tokens: () => tokens,
    config: (changes: Partial<ProviderConfig> = {}) => ({ ...configAt(url), ...changes }),
  };
}

/** A configuration for the API at this address. */
export function configAt(baseUrl: string): ProviderConfig {
  return {
    baseUrl,
    clientId: "id",
    clientSecret: "canary-secret",
    apiVersion: "v2025",
    adopt: false,
    rateLimit: { requests: 10_000, windowMs: 1_000 },
    retryTimeoutMs: 60_000,
    requestTimeoutMs: 5_000,
  };
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  const { method = "", url = "", headers } = incoming;
  return { method, url, contentType: headers["content-type"], body: Buffer.concat(chunks).toString() };
}

function write(outgoing: ServerResponse, { status = 200, body, headers }: JsonAnswer): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
}
