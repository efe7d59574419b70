import type { ConfigReader } from "../../config";
import { resolveConfig } from "../../config";
import { withNamesOfSettings } from "../../namesOfSettings";
import type { Context, Run } from "../../resources/resource";
import type { SettingsOf } from "../../settings";
import { RunSession } from "../runSession";
import { SECRET_INPUTS, SecretInputs } from "../secretInputs";
import type { ComponentProcess } from "./componentProcess";
import { EngineLog } from "./engineLog";
import { ImportGuard } from "./importGuard";
import type { Struct } from "./sdkProtos";
import { readProperties, type WireProperties } from "./wireProperties";

/** What all calls of one plugin process share. The engine starts one process for each provider resource. */
export class PluginHost {
  readonly #secrets = new SecretInputs();
  /** A message as a user may see it: without secrets, and with the names that the settings have there. */
  readonly toShow = (text: string) => withNamesOfSettings(this.#secrets.redact(text), this.#settingsOf);
  readonly log = new EngineLog(this.toShow);
  readonly imports = new ImportGuard();
  #session: RunSession | undefined;
  #settingsOf: SettingsOf = "stack";
  #engineAddress: string | undefined;
  #components: ComponentProcess | undefined;
  #cancelled = false;

  /** @param engineAddress `host:port` of the engine */
  connect(engineAddress: string): void {
    this.log.connect(engineAddress);
    this.#engineAddress = engineAddress;
    this.#components = undefined;
  }

  /** The process that constructs components. @throws Error if no engine is connected, or after the run was cancelled */
  async components(): Promise<ComponentProcess> {
    this.#refuseIfCancelled();
    const address = this.#engineAddress;
    if (address === undefined) {
      throw new Error("The SailPoint provider cannot construct components without an engine.");
    }
    const { ComponentProcess: Started } = await import("./componentProcess.js");
    this.#components ??= new Started(address);
    return this.#components;
  }

  /**
   * Begins a run. An attached process serves several runs, and the engine ends each with a Cancel.
   *
   * @param of whose settings are read
   * @throws ConfigError
   */
  configure(read: ConfigReader, of: SettingsOf): void {
    this.#settingsOf = of;
    this.#session = new RunSession(resolveConfig(read, process.env, of), this.log);
    this.#cancelled = false;
  }

  /** Reads inputs or state. Values that are secret are kept out of all messages from now on. */
  read(struct: Struct | undefined): WireProperties {
    const properties = readProperties(struct);
    const values = this.#secrets.note({ ...properties.values, [SECRET_INPUTS]: [...properties.secrets] });
    return { ...properties, values };
  }

  /**
   * What `check` and `diff` need; it costs no request.
   *
   * @param urn the resource of the call
   * @throws Error before the configuration
   */
  run(urn: string): Run {
    return { ...this.#configured(), urn };
  }

  /**
   * What a call needs to reach the tenant.
   *
   * @param urn the resource of the call; undefined if it is for none
   * @throws Error after the run was cancelled
   */
  async context(urn?: string): Promise<Context> {
    this.#refuseIfCancelled();
    return { ...(await this.#configured().context()), urn };
  }

  /** Refuses new calls that need the tenant, and ends all waits. A request under way goes on to its answer. */
  cancel(): void {
    this.#cancelled = true;
    this.#session?.cancellation.request();
  }

  #configured(): RunSession {
    if (!this.#session) {
      throw new Error("The SailPoint provider was called before it was configured; this is a bug in the engine.");
    }
    return this.#session;
  }

  #refuseIfCancelled(): void {
    if (this.#cancelled) {
      throw new Error("The run was cancelled. Nothing was sent. Run the command again to go on.");
    }
  }
}
