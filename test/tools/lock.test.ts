import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-lock-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A process that notes in a file when it begins and ends its work under the lock. */
function holder(lock: string, notes: string, name: string): Promise<string> {
  const script = `
    import { appendFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(resolve("tools/lib/lock.mjs"))};
    await withLock(${JSON.stringify(lock)}, {
      onWait: (pid) => console.log("waits for", pid),
      async work() {
        appendFileSync(${JSON.stringify(notes)}, "${name} begins ");
        await new Promise((done) => setTimeout(done, 300));
        appendFileSync(${JSON.stringify(notes)}, "${name} ends ");
      },
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (data) => {
    out += data;
  });
  return new Promise((done) => child.once("close", () => done(out)));
}

test("two processes do not work under one lock at once, and the second says that it waits", async () => {
  const at = folder();
  const notes = join(at, "notes");
  const outputs = await Promise.all([holder(join(at, "lock"), notes, "a"), holder(join(at, "lock"), notes, "b")]);
  expect(readFileSync(notes, "utf8")).toMatch(/^(a begins a ends b begins b ends|b begins b ends a begins a ends) $/);
  expect(outputs.join("")).toMatch(/^waits for \d+\n$/);
  expect(existsSync(join(at, "lock"))).toBe(false);
});

test("a lock whose holder is gone is taken over", async () => {
  const at = folder();
  const gone = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => gone.once("exit", done));
  writeFileSync(join(at, "lock"), String(gone.pid));
  await holder(join(at, "lock"), join(at, "notes"), "a");
  expect(readFileSync(join(at, "notes"), "utf8")).toBe("a begins a ends ");
});

test("a lock is taken over whose holder's number is another process's by now", { timeout: 40_000 }, async () => {
  const at = folder();
  writeFileSync(join(at, "lock"), String(process.pid));
  expect(await holder(join(at, "lock"), join(at, "notes"), "a")).toContain(`waits for ${process.pid}`);
  expect(readFileSync(join(at, "notes"), "utf8")).toBe("a begins a ends ");
});

test("an empty lock is taken over", async () => {
  const at = folder();
  writeFileSync(join(at, "lock"), "");
  await holder(join(at, "lock"), join(at, "notes"), "a");
  expect(readFileSync(join(at, "notes"), "utf8")).toBe("a begins a ends ");
});

test("of many processes that find a dead lock, one works at a time", async () => {
  const at = folder();
  writeFileSync(join(at, "lock"), "999999999 gone");
  const names = ["a", "b", "c", "d", "e", "f"];
  await Promise.all(names.map((name) => holder(join(at, "lock"), join(at, "notes"), name)));
  const notes = readFileSync(join(at, "notes"), "utf8").trim();
  expect(notes).toMatch(/^(\w begins \w ends ?){6}$/);
  expect(notes.match(/(\w) begins \1 ends/g)).toHaveLength(6);
});
