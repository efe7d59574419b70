/** The facts of a failed request. */
export interface IscErrorDetails {
  /** The purpose of the request, as an infinitive: `create the connector customizer "Payroll"`. */
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
  /** The texts of the tenant's answer. */
  readonly messages?: readonly string[] | undefined;
  /** True if the tenant may have carried the request out although it failed. */
  readonly ambiguous?: boolean | undefined;
  /** The error code of the connection, e.g. `ECONNRESET`. */
  readonly code?: string | undefined;
  /** True if the answer was an HTML page, which a proxy or gateway wrote and not the API. */
  readonly html?: boolean | undefined;
}

/**
 * A request to Identity Security Cloud that failed. The message says what failed, then why, then what to do. It ends with the
 * method, the URL and SailPoint's detail code and tracking id. It never holds credentials, headers or the request's body.
 */
export class IscError extends Error {
  override readonly name = "IscError";
  readonly what: string;
  readonly hint: string | undefined;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly status: number | undefined;
  readonly detailCode: string | undefined;
  readonly trackingId: string | undefined;
  readonly messages: readonly string[];
  readonly ambiguous: boolean;
  /** Why the request failed, without a full stop, to be part of another sentence. */
  readonly reason: string;
  readonly networkCode: string | undefined;
  readonly html: boolean;

  constructor(details: IscErrorDetails) {
    super(compose(details));
    this.what = details.what;
    this.hint = details.hint;
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.detailCode = details.detailCode;
    this.trackingId = details.trackingId;
    this.messages = details.messages ?? [];
    this.ambiguous = details.ambiguous ?? false;
    this.reason = details.why.replace(/[.\s]+$/, "");
    this.networkCode = details.code;
    this.html = details.html ?? false;
  }

  /** Whether the tenant refused the request (4xx). */
  get isRefusal(): boolean {
    return this.status !== undefined && this.status >= 400 && this.status < 500;
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
