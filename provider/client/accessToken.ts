/** An access token and its claims. */
export interface Token {
  readonly text: string;
  /** The claim `tenant_id`, else the field of this name in the reply; undefined if neither has it. */
  readonly tenantId: string | undefined;
  /** When to get a new one, in milliseconds since the epoch. */
  readonly renewAt: number;
}

/** Used if the reply names no lifetime. */
const ASSUMED_SECONDS = 300;
const EARLY_SECONDS = 30;

/** The reply of the token endpoint (RFC 6749, section 5.1). */
export interface TokenReply {
  readonly access_token: string;
  readonly expires_in?: number | undefined;
  readonly tenant_id?: string | undefined;
}

/** Reads the token endpoint's reply. */
export function createToken({ access_token: text, expires_in, tenant_id }: TokenReply, nowMs: number): Token {
  const seconds = expires_in ?? ASSUMED_SECONDS;
  const usable = Math.max(seconds - EARLY_SECONDS, seconds / 2);
  return { text, tenantId: tenantClaim(text) ?? (tenant_id || undefined), renewAt: nowMs + usable * 1_000 };
}

function tenantClaim(text: string): string | undefined {
  try {
    const payload = Buffer.from(text.split(".")[1] ?? "", "base64url").toString("utf8");
    const claim = (JSON.parse(payload) as { tenant_id?: unknown }).tenant_id;
    return typeof claim === "string" && claim !== "" ? claim : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps one token for all callers. Callers that need a new one at the same time share one request for it. */
export class AccessTokens {
  readonly #fetch: () => Promise<Token>;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(fetch: () => Promise<Token>) {
    this.#fetch = fetch;
  }

  /** The last token, valid or not. Its tenant id stays true. */
  get latest(): Token | undefined {
    return this.#current;
  }

  /** The current token, or a new one if there is none or if it expires soon. */
  async get(): Promise<Token> {
    if (this.#current && Date.now() < this.#current.renewAt) {
      return this.#current;
    }
    return this.#renew();
  }

  /** A token other than the one that the tenant refused. */
  async replace(refused: Token): Promise<Token> {
    if (this.#current && this.#current !== refused) {
      return this.#current;
    }
    return this.#renew();
  }

  #renew(): Promise<Token> {
    this.#pending ??= this.#fetch()
      .then((token) => {
        this.#current = token;
        return token;
      })
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }
}
