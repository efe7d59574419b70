import type { HttpBindings } from "@hono/node-server";
import type { Faults } from "./faults";
import type { RateWindow } from "./rateWindow";
import type { RequestLog, RequestLogEntry } from "./requestLog";
import type { Store } from "./store";
import type { Switches } from "./switches";
import type { TokenClaims, Tokens } from "./tokens";

/** The parts of one tenant that its routes share. */
export interface TenantParts {
  readonly claims: TokenClaims;
  readonly clientSecret: string;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly switches: Switches;
  /** Undefined if the tenant has no rate limit. */
  readonly rate: RateWindow | undefined;
  /** Milliseconds that every answer takes. */
  readonly latencyMs: number;
  readonly requestLog: RequestLog;
  /** Resolves when every change is in the data file. */
  readonly saved: () => Promise<void>;
}

/** What hono passes along with a request. */
export interface TenantEnv {
  Bindings: HttpBindings;
  Variables: { body: Buffer; entry: RequestLogEntry };
}
