import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./isAlive.mjs";

const POLL_MS = 200;
const TOUCH_EVERY_MS = 1_000;
const ABANDONED_AFTER_MS = 15_000;

/**
 * Holds a lock file while it does some work: no two processes do it at once. A lock is taken over if its holder has ended, or
 * if nobody has touched the file for 15 seconds of watching it (the holder's process id may belong to another process by now).
 * It guards the installation of packages, so it cannot use one.
 *
 * @template T
 * @param {string} path
 * @param {{ onWait: (pid: number) => void, work: () => Promise<T> }} options `work` must not block the process for long
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait, work }) {
  mkdirSync(dirname(path), { recursive: true });
  const mark = `${process.pid} ${randomUUID()}`;
  await acquire(path, mark, onWait);
  const toucher = setInterval(() => touch(path), TOUCH_EVERY_MS);
  toucher.unref();
  try {
    return await work();
  } finally {
    clearInterval(toucher);
    if (markOf(path) === mark) {
      rmSync(path, { force: true });
    }
  }
}

async function acquire(path, mark, onWait) {
  let announced = false;
  let watched = { state: undefined, since: 0 };
  while (!create(path, mark)) {
    const holder = markOf(path);
    if (holder === undefined) {
      continue;
    }
    const pid = Number.parseInt(holder, 10);
    const state = `${holder} ${mtimeOf(path)}`;
    if (watched.state !== state) {
      watched = { state, since: performance.now() };
    }
    if (!isAlive(pid) || performance.now() - watched.since > ABANDONED_AFTER_MS) {
      removeAbandoned(path, holder, mark);
      continue;
    }
    if (!announced) {
      announced = true;
      onWait(pid);
    }
    await sleep(POLL_MS);
  }
}

/** Creates the lock with a link, which appears complete or not at all: no process sees a lock without its holder. */
function create(path, mark) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, mark);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      throw error;
    }
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes an abandoned lock. If another process took the lock meanwhile, its lock is put back. */
function removeAbandoned(path, abandoned, mark) {
  const aside = `${path}.${mark.split(" ")[1]}`;
  try {
    renameSync(path, aside);
    if (markOf(aside) !== abandoned) {
      linkSync(aside, path);
    }
  } catch {
    // Another process removed or took it first.
  } finally {
    rmSync(aside, { force: true });
  }
}

function markOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
    return undefined;
  }
}

function mtimeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Another process took the lock over; the end of the work finds that out.
  }
}
