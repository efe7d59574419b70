import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { repository } from "./engineVersion.mjs";
import { isAlive } from "./isAlive.mjs";
import { buildStamp } from "./prepare.mjs";
import { readRecord, renewRecord, writeRecord } from "./tenantRecord.mjs";

const ANSWER_MS = 2_000;
const END_MS = 5_000;
const POLL_MS = 50;

/**
 * The embedded tenant of a folder. It serves in the background: the one that serves is taken, otherwise one is started.
 * Only one process at once may call this for a folder.
 *
 * @param {string} folder keeps the tenant's contents
 * @returns {Promise<{ url: string, env: Record<string, string>, state: () => Promise<Record<string, unknown>>, stop: () => Promise<void> }>}
 */
export async function servedTenant(folder) {
  const { url, clientId, clientSecret } = (await serving(folder)) ?? (await start(folder));
  return {
    url,
    env: { SAIL_BASE_URL: url, SAIL_CLIENT_ID: clientId, SAIL_CLIENT_SECRET: clientSecret },
    state: () => stateOf(url),
    stop: () => stop(folder),
  };
}

async function serving(folder) {
  const record = readRecord(folder);
  if (!isAlive(record.pid)) {
    return undefined;
  }
  const state = await stateOf(record.url).catch(() => undefined);
  if (state?.tenantId !== record.tenantId) {
    // The process id is another process's by now.
    return undefined;
  }
  if (record.built !== buildStamp()) {
    await stop(folder);
    return undefined;
  }
  renewRecord(folder);
  return record;
}

/** @returns {Promise<Record<string, unknown>>} */
async function stateOf(url) {
  const answer = await fetch(`${url}/_tenant/state`, { signal: AbortSignal.timeout(ANSWER_MS) });
  return answer.json();
}

async function start(folder) {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, "server.log");
  const errors = openSync(log, "w");
  const child = spawn(process.execPath, [join(repository, "tools/serveTenant.mjs"), folder, buildStamp()], {
    cwd: repository,
    // Ctrl-C must not reach the tenant: the engine needs it until it has ended.
    detached: true,
    stdio: ["ignore", "ignore", errors, "ipc"],
  });
  closeSync(errors);
  const record = await new Promise((done, failed) => {
    child.once("message", () => {
      child.once("message", done);
      child.send("serve");
    });
    child.once("error", failed);
    child.once("exit", () =>
      failed(new Error(`The embedded tenant did not start: ${readFileSync(log, "utf8").trim()}`)),
    );
  });
  child.removeAllListeners();
  child.unref();
  return record;
}

async function stop(folder) {
  const { pid, port } = readRecord(folder);
  writeRecord(folder, { port });
  for (let waited = 0; isAlive(pid) && waited < END_MS; waited += POLL_MS) {
    await sleep(POLL_MS);
  }
}
