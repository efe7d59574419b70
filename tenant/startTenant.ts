import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "./app";
import { DataFileWriter, readDataFile } from "./dataFile";
import { type FaultHandle, type FaultSpec, Faults } from "./faults";
import { OutsideEdits } from "./outsideEdits";
import { DOCUMENTED_LIMIT, RateWindow, type TenantRateLimit } from "./rateWindow";
import type { RequestLogEntry } from "./requestLog";
import { Store, type StoredCustomizer, type StoredInstance, type StoredVersion, type TenantState } from "./store";
import { DEFAULT_SWITCHES, type Switches } from "./switches";
import type { TenantParts } from "./tenantParts";
import { Tokens } from "./tokens";

export interface TenantOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Keeps the state from start to start. Default: in memory only. */
  readonly dataFile?: string;
  readonly clientId?: string;
  /** Default: random. */
  readonly clientSecret?: string;
  readonly tenantId?: string;
  readonly org?: string;
  readonly pod?: string;
  /** Default: the documented one, 100 requests per token per 10 seconds. */
  readonly rateLimit?: TenantRateLimit | false;
  /** Milliseconds that every answer takes. Default 0. */
  readonly latencyMs?: number;
  /** How long a token is good. Default 720. */
  readonly tokenSeconds?: number;
  readonly switches?: Partial<Switches>;
  /** The connector instances of a new tenant. Default: none. */
  readonly instances?: readonly { readonly id?: string; readonly name: string }[];
}

/** A running tenant. */
export interface Tenant {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
  readonly requests: readonly RequestLogEntry[];
  clearRequests(): void;
  readonly customizers: readonly Readonly<StoredCustomizer>[];
  readonly instances: readonly Readonly<StoredInstance>[];
  versions(customizerId: string): readonly StoredVersion[];
  readonly edit: OutsideEdits;
  readonly switches: Switches;
  fault(spec: FaultSpec): FaultHandle;
  assertFaultsFired(): void;
  expireTokens(): void;
  close(): Promise<void>;
}

/** Starts a tenant of its own: an HTTP server that behaves as Identity Security Cloud is documented to. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const saved = options.dataFile === undefined ? undefined : readDataFile(options.dataFile);
  const state: TenantState = {
    tenantId: options.tenantId ?? saved?.tenantId ?? randomBytes(16).toString("hex"),
    clientId: options.clientId ?? saved?.clientId ?? randomBytes(16).toString("hex"),
    clientSecret: options.clientSecret ?? saved?.clientSecret ?? randomBytes(32).toString("hex"),
    customizers: saved?.customizers ?? [],
    instances: saved?.instances ?? [],
  };
  let writer: DataFileWriter | undefined;
  const store = new Store(state, () => writer?.changed());
  if (options.dataFile !== undefined) {
    writer = new DataFileWriter(options.dataFile, () => ({
      ...state,
      customizers: store.customizers,
      instances: store.instances,
    }));
    writer.changed();
    await writer.flush();
  }
  if (!saved) {
    for (const { id, name } of options.instances ?? []) {
      store.addInstance(name, id);
    }
  }
  const { rateLimit = DOCUMENTED_LIMIT, org = "embedded", pod = "local" } = options;
  const parts: TenantParts = {
    claims: { tenantId: state.tenantId, clientId: state.clientId, org, pod },
    clientSecret: state.clientSecret,
    store,
    tokens: new Tokens(options.tokenSeconds ?? 720),
    faults: new Faults(),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    rate: rateLimit === false ? undefined : new RateWindow(rateLimit),
    latencyMs: options.latencyMs ?? 0,
    requests: [],
    stored: async () => writer?.flush(),
  };
  const host = options.host ?? "127.0.0.1";
  const { server, port } = await listen(parts, host, options.port ?? 0);

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    tenantId: state.tenantId,
    get requests() {
      return parts.requests;
    },
    clearRequests() {
      parts.requests = [];
    },
    get customizers() {
      return store.customizers;
    },
    get instances() {
      return store.instances;
    },
    versions: (customizerId) => store.customizer(customizerId)?.versions ?? [],
    edit: new OutsideEdits(store),
    switches: parts.switches,
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

function listen(parts: TenantParts, hostname: string, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((done, failed) => {
    const server = serve({ fetch: createApp(parts).fetch, hostname, port }, (info: AddressInfo) =>
      done({ server, port: info.port }),
    );
    server.once("error", failed);
  });
}
