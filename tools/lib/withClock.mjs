import { duration } from "./duration.mjs";

/**
 * Does some work that says nothing. On a terminal, a line shows how long it has been running.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClock(work) {
  if (process.stderr.isTTY !== true) {
    return work();
  }
  const started = performance.now();
  const timer = setInterval(() => {
    process.stderr.write(`\r\x1b[K      ${duration((performance.now() - started) / 1_000)}`);
  }, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write("\r\x1b[K");
  }
}
