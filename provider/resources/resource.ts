import type { IscClient } from "../client/iscClient";
import type { Log } from "../client/log";
import type { ConnectorInstance, Customizer } from "../client/wireTypes";
import type { CustomizerNames } from "./connectorCustomizer/customizerNames";
import type { DeclaredArchives } from "./connectorCustomizerVersion/declaredArchives";
import type { LinkedDeletes } from "./linkedDeletes";
import type { Ownership } from "./ownership";
import type { RecentlyCreated } from "./readAfterWrite/recentlyCreated";
import type { RefreshReads } from "./refresh/refreshReads";

/** What all resources of one run share. It needs no request. */
export interface Run {
  /** The resource that the engine calls for. Only the plugin knows it: the SDK does not pass it to a dynamic provider. */
  readonly urn?: string | undefined;
  readonly ownership: Ownership;
  readonly archives: DeclaredArchives;
  readonly log: Log;
}

/** What a resource needs to reach the tenant. */
export interface Context extends Run {
  readonly client: IscClient;
  readonly names: CustomizerNames;
  readonly customizers: RefreshReads<Customizer>;
  readonly instances: RefreshReads<ConnectorInstance>;
  readonly recentlyCreated: RecentlyCreated;
  readonly deletes: LinkedDeletes;
  /** The stack's default of `adopt`. */
  readonly adopt: boolean;
  /** The tenant that `sailpoint:tenantId` pins the stack to. */
  readonly pinnedTenantId: string | undefined;
}

/** Inputs or state as a host passes them. They may not match the types yet. */
export type Properties = Readonly<Record<string, unknown>>;

/** Stands for an input that is known only after another resource is deployed. */
export const UNKNOWN: unique symbol = Symbol("unknown");

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Difference {
  readonly changes: boolean;
  /** Changed inputs that need a replacement. */
  readonly replaces: readonly string[];
  /** Whether a replacement deletes the old resource first. */
  readonly deleteBeforeReplace: boolean;
}

/** A resource as the tenant shows it. */
export interface Reading<Inputs, State> {
  readonly state: State;
  /** The inputs that match the tenant; undefined if they are those of the state. */
  readonly inputs?: Inputs;
}

/**
 * A kind of resource, without a host's wire format and without HTTP. `check` and `diff` send no request; they only report
 * to `run.ownership` what the engine shows them. All methods throw errors that are fit to be shown.
 */
export interface Resource<Inputs, State> {
  /** `olds` are the inputs in the state; empty if the resource is new or being replaced. */
  check(news: Properties, olds: Properties, run: Run): readonly CheckFailure[] | Promise<readonly CheckFailure[]>;
  diff(id: string, state: State, news: Properties, run: Run): Difference | Promise<Difference>;
  create(context: Context, inputs: Inputs): Promise<{ id: string; state: State }>;
  /** Returns undefined if the resource is gone. `state` is empty if only the id is known (`get`). */
  read(context: Context, id: string, state: Partial<State>): Promise<Reading<Inputs, State> | undefined>;
  update(context: Context, id: string, state: State, inputs: Inputs): Promise<State>;
  delete(context: Context, id: string, state: State): Promise<void>;
}
