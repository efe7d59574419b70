import { duration } from "./duration.mjs";

/**
 * Numbers the steps of a command, and shows how long each took.
 *
 * @param {number} total
 * @param {(line: string) => void} log
 * @returns {<T>(title: string, work: (log: (line: string) => void) => Promise<T>, shown?: (result: T) => string) => Promise<T>}
 */
export function createSteps(total, log) {
  let number = 0;
  return async (title, work, shown = () => "") => {
    number++;
    log(`[${number}/${total}] ${title}`);
    const started = performance.now();
    const result = await work((line) => log(`      ${line}`));
    const seconds = (performance.now() - started) / 1_000;
    const end = [shown(result), seconds < 1 ? "" : `in ${duration(seconds)}`].filter(Boolean).join(" ");
    // After the last step comes the result.
    if (number < total) {
      log(`      ${end || "ready"}`);
    }
    return result;
  };
}
