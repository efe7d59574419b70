import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "./app";
import { type FaultHandle, type FaultSpec, Faults } from "./faults";
import { openRecords } from "./openRecords";
import type { OutsideEdits } from "./outsideEdits";
import { DOCUMENTED_LIMIT, RateWindow, type TenantRateLimit } from "./rateWindow";
import type { StoredCustomizer, StoredInstance, StoredSource, StoredVersion } from "./records";
import { RequestLog, type RequestLogEntry } from "./requestLog";
import { DEFAULT_SWITCHES, type Switches } from "./switches";
import type { TenantParts } from "./tenantParts";
import { Tokens } from "./tokens";

export interface TenantOptions {
  /** Port to listen on. Default 0: any free port. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Certificate and key in PEM. Default: none, plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** JSON file that keeps the state between starts, without the bytes of uploads. Default: memory only. */
  readonly dataFile?: string;
  /** Default: random, kept in the data file. */
  readonly clientId?: string;
  /** Default: random, kept in the data file. */
  readonly clientSecret?: string;
  /** Default: random, kept in the data file. */
  readonly tenantId?: string;
  /** The token's claim `org`. Default "embedded". */
  readonly org?: string;
  /** The token's claim `pod`. Default "local". */
  readonly pod?: string;
  /** Default: 100 requests per token per 10 seconds, as documented. `false`: no limit. */
  readonly rateLimit?: TenantRateLimit | false;
  /** Milliseconds that every answer takes. Default 0. */
  readonly latencyMs?: number;
  /** Seconds that a token is valid. Default 720. */
  readonly tokenSeconds?: number;
  /** Default: `DEFAULT_SWITCHES`. */
  readonly switches?: Partial<Switches>;
  /** The connector instances of a new tenant, unused if the data file exists. Default: none. */
  readonly instances?: readonly {
    readonly id?: string;
    readonly name: string;
    /** 32 hex digits. Default: random. */
    readonly sourceId?: string;
    /** Default: the instance's name. */
    readonly sourceName?: string;
  }[];
}

/** A running tenant. */
export interface Tenant {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
  /** Requests to the API, oldest first. */
  readonly requests: readonly RequestLogEntry[];
  clearRequests(): void;
  readonly customizers: readonly Readonly<StoredCustomizer>[];
  readonly instances: readonly Readonly<StoredInstance>[];
  readonly sources: readonly StoredSource[];
  /** The uploads of a customizer, oldest first. */
  versions(customizerId: string): readonly StoredVersion[];
  /** Changes from outside the program under test. */
  readonly edit: OutsideEdits;
  /** May be changed while the tenant runs. */
  readonly switches: Switches;
  /** Scripts a fault. */
  fault(spec: FaultSpec): FaultHandle;
  /** @throws Error with each scripted fault that never hit a request */
  assertFaultsFired(): void;
  /** Makes every issued token invalid. */
  expireTokens(): void;
  /** Closes all connections and writes the data file. */
  close(): Promise<void>;
}

/**
 * Starts a tenant: an HTTP server that behaves as the documentation of Identity Security Cloud describes.
 *
 * @throws Error if the port cannot be used, or the data file cannot be read or written
 */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const { identity, store, edit, saved } = await openRecords(options, switches);
  const { rateLimit = DOCUMENTED_LIMIT, org = "embedded", pod = "local" } = options;
  const parts: TenantParts = {
    claims: { tenantId: identity.tenantId, clientId: identity.clientId, org, pod },
    clientSecret: identity.clientSecret,
    store,
    tokens: new Tokens(options.tokenSeconds ?? 720),
    faults: new Faults(),
    switches,
    rate: rateLimit === false ? undefined : new RateWindow(rateLimit),
    latencyMs: options.latencyMs ?? 0,
    requestLog: new RequestLog(),
    saved,
  };
  const host = options.host ?? "127.0.0.1";
  const { server, port } = await listen(parts, host, options);

  return {
    url: `${options.tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`,
    ...identity,
    get requests() {
      return parts.requestLog.entries;
    },
    clearRequests() {
      parts.requestLog.clear();
    },
    get customizers() {
      return store.customizers;
    },
    get instances() {
      return store.instances;
    },
    get sources() {
      return store.sources;
    },
    versions: (customizerId) => store.customizer(customizerId)?.versions ?? [],
    edit,
    switches,
    fault: (spec) => parts.faults.add(spec),
    assertFaultsFired: () => parts.faults.assertFired(),
    expireTokens: () => parts.tokens.expireAll(),
    async close() {
      const closed = new Promise((done) => server.close(done));
      if ("closeAllConnections" in server) {
        server.closeAllConnections();
      }
      await closed;
      await saved();
    },
  };
}

function listen(
  parts: TenantParts,
  hostname: string,
  { port = 0, tls }: TenantOptions,
): Promise<{ server: ServerType; port: number }> {
  const secure = tls ? { createServer: createHttpsServer, serverOptions: tls } : {};
  return new Promise((done, failed) => {
    const server = serve({ ...secure, fetch: createApp(parts).fetch, hostname, port }, (info: AddressInfo) =>
      done({ server, port: info.port }),
    );
    server.once("error", failed);
  });
}
