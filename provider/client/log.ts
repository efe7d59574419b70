/** Where the client tells what it does. Every text has passed the redactor. */
export interface Log {
  /** What a user should know while waiting. */
  info(text: string): void;
  /** Shown with `SAIL_DEBUG` only. */
  debug(text: string): void;
}

export const SILENT: Log = { info: () => {}, debug: () => {} };
