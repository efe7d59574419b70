import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { isAlive } from "../../../tools/lib/isAlive.mjs";

test("the converter ends soon after the process that started it was killed", async () => {
  const command = `${JSON.stringify(resolve("plugin/pulumi-converter-sailpoint"))} & echo "pid $!"; wait`;
  const parent = spawn("sh", ["-c", command], { stdio: ["ignore", "pipe", "ignore"] });
  const lines: string[] = [];
  createInterface({ input: parent.stdout }).on("line", (line) => lines.push(line));
  // Its second line is the port on which it serves.
  while (lines.length < 2) {
    await sleep(20);
  }
  const pid = Number(lines.find((line) => line.startsWith("pid "))?.slice(4));
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  const deadline = Date.now() + 5_000;
  while (isAlive(pid) && Date.now() < deadline) {
    await sleep(50);
  }
  expect(isAlive(pid)).toBe(false);
});
