import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./isAlive.mjs";

const LOOK_MS = 200;
const BEAT_MS = 1_000;
const SILENT_MS = 15_000;

/**
 * Does work while holding a lock file, so that two processes do not do it at once. A lock is taken over where its holder
 * has ended, or has not touched the file for 15 seconds of watching it, as where the number of its process is another's by
 * now. Written here because it guards the installation of packages, and so can have none.
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
  const beat = setInterval(() => touch(path), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (markOf(path) === mark) {
      rmSync(path, { force: true });
    }
  }
}

async function acquire(path, mark, onWait) {
  let told = false;
  let watched = { beat: undefined, since: 0 };
  while (!create(path, mark)) {
    const holder = markOf(path);
    if (holder === undefined) {
      continue;
    }
    const pid = Number.parseInt(holder, 10);
    const beat = `${holder} ${mtimeOf(path)}`;
    if (watched.beat !== beat) {
      watched = { beat, since: performance.now() };
    }
    if (!isAlive(pid) || performance.now() - watched.since > SILENT_MS) {
      takeAway(path, holder, mark);
      continue;
    }
    if (!told) {
      told = true;
      onWait(pid);
    }
    await sleep(LOOK_MS);
  }
}

/** A link appears whole or not at all, so that no lock is ever seen without its holder. */
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

/** Takes a dead lock away, and puts back one that somebody else has taken in the meantime. */
function takeAway(path, dead, mark) {
  const aside = `${path}.${mark.split(" ")[1]}`;
  try {
    renameSync(path, aside);
    if (markOf(aside) !== dead) {
      linkSync(aside, path);
    }
  } catch {
    // It is gone already, or taken again.
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
    // It was taken away; the end of the work notices.
  }
}
