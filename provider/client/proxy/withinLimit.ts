/**
 * Runs something that ends with the signal's reason, an `AbortError`, after a time.
 *
 * @param limitMs in milliseconds
 */
export async function withinLimit<T>(limitMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limitMs);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
