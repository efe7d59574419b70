import type { IscClient } from "../client/iscClient";
import type { Log } from "../client/log";
import type { ConnectorInstance, Customizer } from "../client/wireTypes";
import type { Claims } from "./claims";
import type { NameRegistry } from "./nameRegistry";
import type { RefreshReads } from "./shared/refreshReads";

/** What a host lends a resource for one call. */
export interface Context {
  readonly client: IscClient;
  readonly names: NameRegistry;
  readonly customizers: RefreshReads<Customizer>;
  readonly instances: RefreshReads<ConnectorInstance>;
  readonly claims: Claims;
  /** The stack's default of `adopt`. */
  readonly adopt: boolean;
  readonly log: Log;
}

/** Inputs and state as they come from a host: not yet known to be what the types say. */
export type Properties = Readonly<Record<string, unknown>>;

/** Stands in inputs for a value that is not known before something else is deployed. */
export const UNKNOWN: unique symbol = Symbol("unknown");

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Difference {
  readonly changes: boolean;
  /** Inputs whose change cannot be made in place. */
  readonly replaces: readonly string[];
  /** Whether, if it comes to a replacement, the old one must go first. */
  readonly deleteBeforeReplace: boolean;
}

/** A resource as it was read. */
export interface Reading<Inputs, State> {
  readonly state: State;
  /** The inputs that would make it so; left out where they are those that it has. */
  readonly inputs?: Inputs;
}

/**
 * A kind of resource, told without a host's wire format and without HTTP. `check` and `diff` ask the tenant nothing.
 * All of them throw errors that are fit to be shown.
 */
export interface Resource<Inputs, State> {
  /** `olds` are the inputs of the last deployment; empty where there was none. */
  check(news: Properties, olds: Properties, log: Log): readonly CheckFailure[] | Promise<readonly CheckFailure[]>;
  /** `claims` are the run's: a resource that stays what it is takes its own. */
  diff(id: string, state: State, news: Properties, claims: Claims): Difference | Promise<Difference>;
  create(context: Context, inputs: Inputs): Promise<{ id: string; state: State }>;
  /** Undefined means gone. `state` is empty where only the id is known. */
  read(context: Context, id: string, state: Partial<State>): Promise<Reading<Inputs, State> | undefined>;
  update(context: Context, id: string, state: State, inputs: Inputs): Promise<State>;
  delete(context: Context, id: string, state: State): Promise<void>;
}
