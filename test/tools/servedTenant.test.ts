import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, utimesSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../tools/lib/isAlive.mjs";
import { servedTenant } from "../../tools/lib/servedTenant.mjs";
import { readRecord, recordPath, writeRecord } from "../../tools/lib/tenantRecord.mjs";
import { folderOf } from "../support/folder";

/** A folder for a tenant that ends with the test. */
function folder(): string {
  const path = join(folderOf(), "local");
  onTestFinished(async () => {
    const { pid } = readRecord(path);
    writeRecord(path, {});
    await gone(pid ?? 0);
  });
  return path;
}

const pidOf = (path: string) => readRecord(path).pid as number;

async function gone(pid: number): Promise<void> {
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
}

test("a tenant that serves is taken, keeps its address and contents over an end, and ends when it is told to", async () => {
  const path = folder();
  const first = await servedTenant(path);
  const pid = pidOf(path);
  const again = await servedTenant(path);
  expect(again.env).toEqual(first.env);
  expect(pidOf(path)).toBe(pid);
  const { tenantId } = await first.state();
  await again.stop();
  expect(isAlive(pid)).toBe(false);
  const later = await servedTenant(path);
  expect(later.env).toEqual(first.env);
  expect(await later.state()).toMatchObject({ tenantId });
});

test("a tenant of other compiled files is replaced, and one whose port is taken gets another", async () => {
  const path = folder();
  const { url } = await servedTenant(path);
  const old = pidOf(path);
  writeRecord(path, { ...readRecord(path), built: "0" });
  const replaced = await servedTenant(path);
  expect(replaced.url).toBe(url);
  expect(isAlive(old)).toBe(false);
  await replaced.stop();
  const taken = createServer().listen(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  expect((await servedTenant(path)).url).not.toBe(url);
});

test("a process id that another process has by now is left alone", async () => {
  const path = folder();
  mkdirSync(path);
  writeRecord(path, { pid: process.pid, built: "0", port: 0, url: "http://127.0.0.1:9", tenantId: "gone" });
  expect(await (await servedTenant(path)).state()).toMatchObject({ customizers: [] });
  expect(pidOf(path)).not.toBe(process.pid);
});

test("a tenant ends with its folder, after 12 hours, and with the command that started it but did not take it over", async () => {
  const [removed, old, untaken] = [folder(), folder(), folder()];
  await Promise.all([servedTenant(removed), servedTenant(old)]);
  const pids = [pidOf(removed), pidOf(old)];
  rmSync(removed, { recursive: true });
  const longAgo = new Date(Date.now() - 12.1 * 3_600_000);
  utimesSync(recordPath(old), longAgo, longAgo);

  mkdirSync(untaken);
  const child = fork(resolve("tools/serveTenant.mjs"), [untaken, "0"], { detached: true });
  await once(child, "message");
  child.disconnect();
  await Promise.all([...pids, child.pid as number].map(gone));
  expect(readRecord(untaken)).toEqual({});
});
