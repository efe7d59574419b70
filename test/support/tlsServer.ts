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

/** Self-signed certificates whose dates do not fit, for tests only: valid in 2020, and in the years 2090 to 2099. */
const BAD_DATES = {
  expired: `
-----BEGIN CERTIFICATE-----
MIIBUzCB+qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxv
Y2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABK+K3etv+1EFybqDpC/e
g6HMmB4GozQ6xoA2/rO7iZAnt5rX1LT2/5lckZt4ku/gyLGeRKpiWn1wsqxeF4LR
+YajPTA7MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAdBgNVHQ4EFgQUdRig
bVQ81G/voOLibO8vREiOzs8wCgYIKoZIzj0EAwIDSAAwRQIgN1ON9TqrlNevzxRL
EDPPyfFyyIF8c9ekyVOZEgkErHMCIQDMPlh5JRrtFY/6HQgmSmiR0r/vX6L4ZTpV
cjVFd0YzjA==
-----END CERTIFICATE-----
`,
  notYetValid: `
-----BEGIN CERTIFICATE-----
MIIBVzCB/qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWxvY2FsaG9z
dDAiGA8yMDkwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAwWjAUMRIwEAYDVQQD
DAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASvit3rb/tRBcm6
g6Qv3oOhzJgeBqM0OsaANv6zu4mQJ7ea19S09v+ZXJGbeJLv4MixnkSqYlp9cLKs
XheC0fmGoz0wOzAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwHQYDVR0OBBYE
FHUYoG1UPNRv76Di4mzvL0RIjs7PMAoGCCqGSM49BAMCA0gAMEUCIQDlYpLDUfiJ
aim0mZqL/mz7jc4LTk9kz9GUQVHrQ4WcvwIgHT1mzB5hTpn7n9mI4h/njGIlHqtJ
5eK88OJ1a53Gxmw=
-----END CERTIFICATE-----
`,
};
const KEY_OF_BAD_DATES = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgeyRZA4KuBPx0rB77
0MB6v57CJWzZakGKtZ3Io/B8oLWhRANCAASvit3rb/tRBcm6g6Qv3oOhzJgeBqM0
OsaANv6zu4mQJ7ea19S09v+ZXJGbeJLv4MixnkSqYlp9cLKsXheC0fmG
-----END PRIVATE KEY-----
`;

/** A server with TLS, as an inspecting proxy shows it. */
export async function tlsServer(
  answer: RequestListener = (_, reply) => reply.end("{}"),
  dates?: keyof typeof BAD_DATES,
): Promise<{ port: number }> {
  const [cert, key] = dates ? [BAD_DATES[dates], KEY_OF_BAD_DATES] : [CERTIFICATE, KEY];
  const server = createServer({ cert: cert.trim(), key: key.trim() }, answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
