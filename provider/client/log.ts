/** Receives the messages of a run. Every text of the client has passed the redactor. */
export interface Log {
  /** Shown to the user while a command runs. */
  info(text: string): void;
  /** Shown only if `SAIL_DEBUG` is set. */
  debug(text: string): void;
}

export const SILENT: Log = { info: () => {}, debug: () => {} };
