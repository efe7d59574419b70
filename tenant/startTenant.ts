import { randomBytes } from "node:crypto";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "./app";
import { DataFileWriter, readDataFile } from "./dataFile";
import { type FaultHandle, type FaultSpec, Faults } from "./faults";
import { OutsideEdits } from "./outsideEdits";
import { DOCUMENTED_LIMIT, RateWindow, type TenantRateLimit } from "./rateWindow";
import type { StoredCustomizer, StoredInstance, StoredSource, StoredVersion, TenantState } from "./records";
import { RequestLog, type RequestLogEntry } from "./requestLog";
import { Store } from "./store";
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
  const saved = options.dataFile === undefined ? undefined : readDataFile(options.dataFile);
  const state: TenantState = {
    tenantId: options.tenantId ?? saved?.tenantId ?? randomBytes(16).toString("hex"),
    clientId: options.clientId ?? saved?.clientId ?? randomBytes(16).toString("hex"),
    clientSecret: options.clientSecret ?? saved?.clientSecret ?? randomBytes(32).toString("hex"),
    customizers: saved?.customizers ?? [],
    instances: saved?.instances ?? [],
    sources: saved?.sources ?? [],
  };
  let writer: DataFileWriter | undefined;
  const store = new Store(state, () => writer?.changed());
  if (options.dataFile !== undefined) {
    writer = new DataFileWriter(options.dataFile, () => ({
      ...state,
      customizers: store.customizers,
      instances: store.instances,
      sources: store.sources,
    }));
    writer.changed();
    await writer.flush();
  }
  const switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const edit = new OutsideEdits(store, switches);
  if (!saved) {
    for (const { id, name, ...source } of options.instances ?? []) {
      edit.addInstance(name, id, source);
    }
  }
  if (saved && !saved.sources) {
    for (const { id, name } of store.instances) {
      edit.addSource(name, { connectorInstanceId: id });
    }
  }
  const { rateLimit = DOCUMENTED_LIMIT, org = "embedded", pod = "local" } = options;
  const parts: TenantParts = {
    claims: { tenantId: state.tenantId, clientId: state.clientId, org, pod },
    clientSecret: state.clientSecret,
    store,
    tokens: new Tokens(options.tokenSeconds ?? 720),
    faults: new Faults(),
    switches,
    rate: rateLimit === false ? undefined : new RateWindow(rateLimit),
    latencyMs: options.latencyMs ?? 0,
    requestLog: new RequestLog(),
    saved: async () => writer?.flush(),
  };
  const host = options.host ?? "127.0.0.1";
  const { server, port } = await listen(parts, host, options);

  return {
    url: `${options.tls ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    tenantId: state.tenantId,
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
      await writer?.flush();
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
