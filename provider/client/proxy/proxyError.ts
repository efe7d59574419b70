/** What is known about a proxy's failure. */
export interface ProxyFailure {
  readonly code: string;
  /** Whether another attempt may succeed. */
  readonly transient: boolean;
  /** What the user can do. */
  readonly hint: string;
}

/** A proxy that cannot be used, or that does not connect to the host. No field shows credentials. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";
  readonly code: string;
  readonly transient: boolean;
  readonly hint: string;

  constructor(message: string, { code, transient, hint }: ProxyFailure) {
    super(message);
    this.code = code;
    this.transient = transient;
    this.hint = hint;
  }
}
