import type { Log } from "../client/log";
import { type ConfigReader, type ProviderConfig, resolveConfig } from "../config";
import { Claims } from "../resources/claims";
import type { Context } from "../resources/resource";

/** What all resources of one process and one configuration share: a client with its token and limit, and what it has seen. */
export class Session {
  readonly claims = new Claims();
  readonly #config: ProviderConfig;
  readonly #log: Log;
  #context: Promise<Context> | undefined;

  constructor(config: ProviderConfig, log: Log) {
    this.#config = config;
    this.#log = log;
  }

  /** The client and its libraries are loaded when a request is due, so that an unchanged `up` never pays for them. */
  context(): Promise<Context> {
    this.#context ??= this.#open();
    return this.#context;
  }

  async #open(): Promise<Context> {
    const [{ IscClient }, { openContext }] = await Promise.all([
      import("../client/iscClient.js"),
      import("../resources/openContext.js"),
    ]);
    return openContext(new IscClient(this.#config, this.#log), this.#config.adopt, this.#log, this.claims);
  }
}

const sessions = new Map<string, Session>();

/**
 * The session of a configuration. Each resource kind is configured on its own, with the same values: they share one.
 *
 * @throws ConfigError
 */
export function openSession(read: ConfigReader, log: Log): Session {
  const config = resolveConfig(read);
  const key = JSON.stringify(config);
  const known = sessions.get(key) ?? new Session(config, log);
  sessions.set(key, known);
  return known;
}
