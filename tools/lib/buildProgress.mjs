/**
 * Shows the progress of a build: on a terminal one line that changes, elsewhere a line every ten seconds.
 *
 * @param {(line: string) => void} log
 * @param {number} total maximum number of packages to build
 */
export function createBuildProgress(log, total) {
  const started = Date.now();
  const terminal = process.stderr.isTTY === true;
  let count = 0;
  let shownAt = started;
  const elapsed = () => {
    const seconds = Math.round((Date.now() - started) / 1_000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  };
  const show = () => {
    const line = `  built ${count} of at most ${total} packages, ${elapsed()}`;
    if (terminal) {
      process.stderr.write(`\r\x1b[K${line}`);
    } else if (Date.now() - shownAt >= 10_000) {
      shownAt = Date.now();
      log(line);
    }
  };
  return {
    step() {
      count++;
      show();
    },
    done() {
      process.stderr.write(terminal ? "\r\x1b[K" : "");
      log(`  built ${count} packages (the others were built before) in ${elapsed()}`);
    },
  };
}
