import { Cancellation } from "../client/cancellation";
import type { Log } from "../client/log";
import { type ConfigReader, type ProviderConfig, resolveConfig } from "../config";
import { DeclaredArchives } from "../resources/connectorCustomizerVersion/declaredArchives";
import { Ownership } from "../resources/ownership";
import type { Context, Run } from "../resources/resource";

/** What all resources of one process and one configuration share: ownership, and a client with its token and limit. */
export class RunSession implements Run {
  readonly ownership = new Ownership();
  readonly archives = new DeclaredArchives();
  readonly cancellation = new Cancellation();
  readonly log: Log;
  readonly #config: ProviderConfig;
  #context: Promise<Context> | undefined;

  constructor(config: ProviderConfig, log: Log) {
    this.#config = config;
    this.log = log;
  }

  /** Loads the client and its libraries when a request is due: an unchanged `up` never pays for them. */
  context(): Promise<Context> {
    this.#context ??= this.#createContext();
    return this.#context;
  }

  async #createContext(): Promise<Context> {
    const [{ IscClient }, { createContext }] = await Promise.all([
      import("../client/iscClient.js"),
      import("../resources/createContext.js"),
    ]);
    const client = new IscClient(this.#config, this.log, undefined, this.cancellation);
    return createContext(client, this.#config, this);
  }
}

const sessions = new Map<string, RunSession>();

/**
 * Returns the session of a configuration. The engine configures each kind of resource on its own, with the same values:
 * all kinds share one session.
 *
 * @throws ConfigError
 */
export function openSession(read: ConfigReader, log: Log): RunSession {
  const config = resolveConfig(read);
  const key = JSON.stringify(config);
  const known = sessions.get(key) ?? new RunSession(config, log);
  sessions.set(key, known);
  return known;
}
