/** What is known of a request that failed. */
export interface IscErrorDetails {
  /** What was being done, as an infinitive: `create the connector customizer "Payroll"`. */
  readonly what: string;
  readonly why: string;
  /** What the user can do next. */
  readonly hint?: string | undefined;
  readonly method?: string | undefined;
  /** Without query; never holds a secret. */
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  readonly detailCode?: string | undefined;
  readonly trackingId?: string | undefined;
  /** The texts of the reply's ErrorResponseDto. */
  readonly messages?: readonly string[] | undefined;
  /** True where the tenant may have carried the request out although it failed. */
  readonly ambiguous?: boolean | undefined;
  /** A code of the connection's, e.g. `ECONNRESET`. */
  readonly code?: string | undefined;
}

/**
 * A request to Identity Security Cloud that failed. The message tells what failed, then why, then what to do, and ends
 * with the method, the URL and SailPoint's detail code and tracking id. It never carries credentials, headers or the request itself.
 */
export class IscError extends Error {
  override readonly name = "IscError";
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;
  readonly detailCode: string | undefined;
  readonly trackingId: string | undefined;
  readonly messages: readonly string[];
  readonly ambiguous: boolean;
  /** Why it failed, to be part of another sentence. */
  readonly reason: string;
  readonly networkCode: string | undefined;

  constructor(details: IscErrorDetails) {
    super(compose(details));
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.detailCode = details.detailCode;
    this.trackingId = details.trackingId;
    this.messages = details.messages ?? [];
    this.ambiguous = details.ambiguous ?? false;
    this.reason = details.why.replace(/[.\s]+$/, "");
    this.networkCode = details.code;
  }
}

function compose({ what, why, hint, method, url, detailCode, trackingId }: IscErrorDetails): string {
  const request = [
    method && url ? `${method} ${url}` : undefined,
    detailCode ? `detailCode ${detailCode}` : undefined,
    trackingId ? `trackingId ${trackingId}` : undefined,
  ];
  const where = request.filter(Boolean).join(", ");
  return [`Could not ${what}: ${sentence(why)}`, hint && sentence(hint), where && `(${where})`]
    .filter(Boolean)
    .join(" ");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
