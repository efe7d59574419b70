/**
 * Lets concurrent callers share as few runs of some work as possible. Each caller gets the result of a run that began after its
 * call, so no result is older than its caller's question.
 */
export function shareCalls<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    next = undefined;
    const run = work().finally(() => {
      if (running === run) {
        running = undefined;
      }
    });
    running = run;
    return run;
  };
  return () => {
    if (!running) {
      return begin();
    }
    next ??= running.then(begin, begin);
    return next;
  };
}
