import type { HttpBindings } from "@hono/node-server";
import type { Faults } from "./faults";
import type { RateWindow } from "./rateWindow";
import type { RequestLogEntry } from "./requestLog";
import type { Store } from "./store";
import type { Switches } from "./switches";
import type { TokenClaims, Tokens } from "./tokens";

/** Everything that the routes of one tenant share. */
export interface TenantParts {
  readonly claims: TokenClaims;
  readonly clientSecret: string;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly switches: Switches;
  readonly rate: RateWindow | undefined;
  readonly latencyMs: number;
  /** Waits until every change is where it is kept. */
  readonly stored: () => Promise<void>;
  requests: RequestLogEntry[];
}

/** What hono carries through a request. */
export interface TenantEnv {
  Bindings: HttpBindings;
  Variables: { body: Buffer; entry: RequestLogEntry };
}
