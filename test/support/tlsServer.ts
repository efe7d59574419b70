import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** For this test alone: a certificate that an authority signed which nobody knows, and its key. */
const CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIIBFTCBvAIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1Db21wYW55IHByb3h5
MCAXDTIwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjAUMRIwEAYDVQQDDAkx
MjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQRwcjsUXciBw2Wde9B
l1KSJUqhYYlyhm9BRdntWS2FVBAEFtmQjWMbEDddqA2ke9KZ5PnM4chfAydv5j1e
6hAQMAoGCCqGSM49BAMCA0gAMEUCIDm9xPh8s7PoNu7kEggM7H6RLMsy7kdzhKgW
14Ec26JhAiEA1Zpfm+3aNrTpTxxmly2rFoLCl6A75H4DXV85TBUJbl0=
-----END CERTIFICATE-----
`;
const KEY = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgci760j4iw9FYZkgV
VNdN4v+DZLx8leb2WyIPKO0Ize6hRANCAAQRwcjsUXciBw2Wde9Bl1KSJUqhYYly
hm9BRdntWS2FVBAEFtmQjWMbEDddqA2ke9KZ5PnM4chfAydv5j1e6hAQ
-----END PRIVATE KEY-----
`;

/** A server with TLS, as an inspecting proxy shows it. */
export async function tlsServer(answer: RequestListener = (_, reply) => reply.end("{}")): Promise<{ port: number }> {
  const server = createServer({ cert: CERTIFICATE.trim(), key: KEY.trim() }, answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
