import { createServer, get } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ProxyFaults } from "../../../provider/client/proxy/proxyFaults";
import { TunnelAgent } from "../../../provider/client/proxy/tunnelAgent";
import { AUTHORITY, CERTIFICATE, CERTIFICATE_KEY } from "../../support/certificate";
import { testProxy } from "../../support/testProxy";

async function httpsPort(): Promise<number> {
  const server = createServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, (request, answer) => {
    setTimeout(() => answer.end(`${request.url} at ${request.headers.host}`), 300);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test("requests share a tunnel, whose limit for connecting does not end answers", async () => {
  const port = await httpsPort();
  const proxy = await testProxy(200);
  const url = new URL(`http://someone:p%40ss@${proxy.address}`);
  const limitMs = 200;
  const agent = new TunnelAgent(url, new ProxyFaults({ url, variable: "HTTPS_PROXY" }, limitMs), limitMs);
  onTestFinished(() => agent.destroy());
  const read = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const options = { agent, ca: AUTHORITY, checkServerIdentity: () => undefined };
      get(`https://tenant.invalid:${port}${path}`, options, (answer) => {
        answer.setEncoding("utf8").on("data", resolve);
      }).on("error", reject);
    });
  expect(await read("/a")).toBe(`/a at tenant.invalid:${port}`);
  expect(await read("/b")).toBe(`/b at tenant.invalid:${port}`);
  expect(proxy.seen).toEqual([`CONNECT tenant.invalid:${port}`]);
  expect(proxy.authorizations).toEqual([`Basic ${Buffer.from("someone:p@ss").toString("base64")}`]);
});
