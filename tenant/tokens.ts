import { createHmac, randomBytes } from "node:crypto";

/** The facts about a tenant that its tokens carry. */
export interface TokenClaims {
  readonly tenantId: string;
  readonly org: string;
  readonly pod: string;
  readonly clientId: string;
}

/** Issues access tokens (JWTs) and keeps which of them are still valid. */
export class Tokens {
  readonly #key = randomBytes(32);
  readonly #seconds: number;
  readonly #good = new Map<string, number>();

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  get seconds(): number {
    return this.#seconds;
  }

  issue({ tenantId, org, pod, clientId }: TokenClaims): string {
    const issuedAt = Math.floor(Date.now() / 1_000);
    const claims = {
      tenant_id: tenantId,
      org,
      pod,
      client_id: clientId,
      // SailPoint's CLI warns if a token names no user.
      user_name: "embedded.tenant",
      authorities: ["ORG_ADMIN"],
      scope: ["sp:scopes:all"],
      iat: issuedAt,
      exp: issuedAt + this.#seconds,
      jti: randomBytes(16).toString("hex"),
    };
    const signed = [{ alg: "HS256", typ: "JWT" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const token = `${signed}.${createHmac("sha256", this.#key).update(signed).digest("base64url")}`;
    const now = Date.now();
    for (const [old, end] of this.#good) {
      if (end <= now) {
        this.#good.delete(old);
      }
    }
    this.#good.set(token, now + this.#seconds * 1_000);
    return token;
  }

  /** How many tokens are valid. */
  get valid(): number {
    const now = Date.now();
    return [...this.#good.values()].filter((end) => end > now).length;
  }

  isGood(token: string): boolean {
    return (this.#good.get(token) ?? 0) > Date.now();
  }

  expire(token: string): void {
    this.#good.delete(token);
  }

  expireAll(): void {
    this.#good.clear();
  }
}

/** Returns the token of an `Authorization: Bearer` header, if it has one. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
}
