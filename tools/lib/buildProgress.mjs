import { duration } from "./duration.mjs";

const LINE_EVERY_MS = 10_000;
/** Before, the first packages would promise too much. */
const ESTIMATE_AFTER_MS = 15_000;

/**
 * Shows the progress of a build: on a terminal one line that changes, elsewhere a line every ten seconds.
 *
 * @param {(line: string) => void} log
 * @param {number} total number of packages to build
 */
export function createBuildProgress(log, total) {
  const started = performance.now();
  const terminal = process.stderr.isTTY === true;
  let count = 0;
  let shownAt = started;
  const elapsed = () => performance.now() - started;
  const left = () => {
    const seconds = ((total - count) * elapsed()) / count / 1_000;
    return elapsed() < ESTIMATE_AFTER_MS || count === 0 ? "" : `, about ${duration(roughly(seconds))} left`;
  };
  const show = () => {
    const percent = Math.floor((100 * count) / total);
    const time = duration(elapsed() / 1_000);
    const line =
      count < total
        ? `built ${count} of ${total} packages (${percent} %) in ${time}${left()}`
        : `linking; ${time} so far`;
    if (terminal) {
      process.stderr.write(`\r\x1b[K      ${line}`);
    } else if (performance.now() - shownAt >= LINE_EVERY_MS) {
      shownAt = performance.now();
      log(line);
    }
  };
  // Go says nothing while it links.
  const timer = setInterval(show, 1_000);
  return {
    step() {
      count++;
      show();
    },
    done() {
      clearInterval(timer);
      process.stderr.write(terminal ? "\r\x1b[K" : "");
      log(`built ${count} packages in ${duration(elapsed() / 1_000)}`);
    },
  };
}

function roughly(seconds) {
  return seconds < 60 ? Math.ceil(seconds / 10) * 10 : Math.ceil(seconds / 60) * 60;
}
