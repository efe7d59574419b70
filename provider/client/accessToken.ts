/** An access token and what its claims say. */
export interface Token {
  readonly text: string;
  /** The claim `tenant_id`, else what the reply says beside the token; undefined where neither tells. */
  readonly tenantId: string | undefined;
  /** When to stop using it, in milliseconds since the epoch. */
  readonly renewAt: number;
}

const ASSUMED_SECONDS = 300;
const EARLY_SECONDS = 30;

/** What the token endpoint says of a token. */
export interface TokenReply {
  readonly access_token: string;
  readonly expires_in?: number | undefined;
  readonly tenant_id?: string | undefined;
}

/** Makes a token of the token endpoint's reply. */
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

/** Keeps one token for all callers; several who need a new one at once share one request for it. */
export class TokenSource {
  readonly #fetch: () => Promise<Token>;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(fetch: () => Promise<Token>) {
    this.#fetch = fetch;
  }

  /** The last token there was, good or not: what it says of the tenant stays true. */
  get latest(): Token | undefined {
    return this.#current;
  }

  /** The token in use, or a new one where there is none or it is about to expire. */
  async get(): Promise<Token> {
    if (this.#current && Date.now() < this.#current.renewAt) {
      return this.#current;
    }
    return this.#renew();
  }

  /** A token other than the given one, which the tenant has refused. */
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
