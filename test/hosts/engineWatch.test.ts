import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { ProviderProcess } from "../support/providerProcess";
import { configOf, testTenant } from "../support/testTenant";

/** A port that accepts connections as the engine's does. */
async function engine() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.write("settings");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const drop = () => {
    for (const socket of sockets) {
      socket.destroy();
    }
    sockets.clear();
  };
  const end = () => {
    server.close();
    drop();
  };
  onTestFinished(end);
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, drop, end, sockets };
}

async function start(address: string) {
  const tenant = await testTenant();
  const provider = await ProviderProcess.start(configOf(tenant), "ConnectorCustomizer", {}, address);
  onTestFinished(() => provider.stop());
  await provider.create({ name: "a" });
  return { tenant, provider };
}

test("a provider ends within a second after its engine, and sends nothing more", async () => {
  const { address, end } = await engine();
  const { tenant, provider } = await start(address);
  tenant.fault({ route: "create", action: { status: 429, headers: { "retry-after": "1" } } });
  provider.create({ name: "b" }).catch(() => {});
  await sleep(300);
  end();
  await provider.ended(1_000);
  await sleep(1_500);
  expect(tenant.customizers.map(({ name }) => name)).toEqual(["a"]);
});

test("a provider goes on if its connection breaks and the engine still listens", async () => {
  const { address, drop, sockets } = await engine();
  const { tenant, provider } = await start(address);
  drop();
  await sleep(500);
  expect(sockets.size).toBe(1);
  await provider.create({ name: "b" });
  expect(tenant.customizers).toHaveLength(2);
});

test("a provider without an engine, as in a test, goes on", async () => {
  const { tenant, provider } = await start("127.0.0.1:1");
  await sleep(500);
  await provider.create({ name: "b" });
  expect(tenant.customizers).toHaveLength(2);
});
