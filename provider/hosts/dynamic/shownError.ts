/** The text by which the SDK's own report of an error is recognised. */
const REPORTED = "sailpoint: reported";

/** An error whose message the engine shows at the resource. */
class ShownError extends Error {
  override readonly name = "SailPointError";
  override stack = REPORTED;
  override toString(): string {
    return REPORTED;
  }
}

/**
 * Runs a call of the engine's, and throws its error with the message alone.
 *
 * The SDK passes the message to the engine, which shows it at the resource. It also writes `${error}: ${error.stack}` to
 * standard error, which the engine shows a second time; that line is left out.
 */
export async function withShownErrors<T>(
  { redact, debug }: { redact: (text: string) => string; debug: boolean },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (debug && error instanceof Error) {
      process.stderr.write(`sailpoint: ${redact(String(error.stack))}\n`);
    }
    silenceReports();
    throw new ShownError(redact(error instanceof Error ? error.message : String(error)));
  }
}

let silenced = false;

function silenceReports(): void {
  if (!silenced) {
    silenced = true;
    const write = console.error;
    console.error = (...args: unknown[]) => {
      if (args[0] !== `${REPORTED}: ${REPORTED}`) {
        write.apply(console, args);
      }
    };
  }
}
