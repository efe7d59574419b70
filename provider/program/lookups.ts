import * as pulumi from "@pulumi/pulumi";
import { openSession } from "../hosts/runSession";
import { findConnectorCustomizer } from "../resources/lookups/findConnectorCustomizer";
import { findConnectorInstance, type WantedInstance } from "../resources/lookups/findConnectorInstance";
import type { Wanted } from "../resources/lookups/findOne";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

/** A connector customizer, as a lookup returns it. */
export interface GetConnectorCustomizerResult {
  /** The customizer's id. */
  readonly id: string;
  /** Its name in SailPoint. Empty if SailPoint shows none. */
  readonly name: string;
  /** The time of its creation, as SailPoint writes it. Empty if SailPoint shows none. */
  readonly created: string;
  /** The id of its tenant, if SailPoint shows it. */
  readonly tenantId: string | undefined;
  /** The newest uploaded version; undefined before the first upload. */
  readonly imageVersion: number | undefined;
  /** The image id of that version. */
  readonly imageId: string | undefined;
}

/** A connector instance, as a lookup returns it. */
export interface GetConnectorInstanceResult {
  /** The instance's id. */
  readonly id: string;
  /** Its name in SailPoint. Empty if SailPoint shows none. */
  readonly name: string;
  /** The customizer that it is linked to, if any. */
  readonly connectorCustomizerId: string | undefined;
}

/** Exactly one property of `T`. */
type OneOf<T, K extends keyof T = keyof T> = K extends keyof T
  ? { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: never }
  : never;

/** What a lookup goes by: the id, or the name. */
export type LookupArgs = OneOf<{ id: string; name: string }>;

/** {@link LookupArgs} that may be other resources' outputs. */
export type LookupOutputArgs = OneOf<{ id: pulumi.Input<string>; name: pulumi.Input<string> }>;

/**
 * What the lookup of a connector instance goes by: its own id or name, or the id or name of its source, as SailPoint's interface
 * shows them. The lookup by a source needs the scope `idn:sources:read`.
 */
export type InstanceLookupArgs = OneOf<{ id: string; name: string; sourceId: string; sourceName: string }>;

/** {@link InstanceLookupArgs} that may be other resources' outputs. */
export type InstanceLookupOutputArgs = OneOf<{
  id: pulumi.Input<string>;
  name: pulumi.Input<string>;
  sourceId: pulumi.Input<string>;
  sourceName: pulumi.Input<string>;
}>;

/**
 * Looks up one connector customizer of the configured tenant, by id or by name, each time the program runs.
 *
 * @throws RunError if there is none, with the nearest ones; or if several have the name, with their ids
 */
export function getConnectorCustomizer(args: LookupArgs): Promise<GetConnectorCustomizerResult> {
  return lookup("getConnectorCustomizer", args, async (client) =>
    findConnectorCustomizer(client, only("getConnectorCustomizer", args, ["id", "name"]) as Wanted),
  );
}

/** {@link getConnectorCustomizer} with inputs that may be other resources' outputs. */
export function getConnectorCustomizerOutput(args: LookupOutputArgs): pulumi.Output<GetConnectorCustomizerResult> {
  return pulumi.output(args).apply((known) => getConnectorCustomizer(known as LookupArgs)) as never;
}

/** Lists all connector customizers of the configured tenant, each time the program runs. */
export function getConnectorCustomizers(): Promise<GetConnectorCustomizerResult[]> {
  return lookup("getConnectorCustomizers", {}, (client) => client.customizers(), "connectorCustomizers");
}

/** {@link getConnectorCustomizers} as an output. */
export function getConnectorCustomizersOutput(): pulumi.Output<GetConnectorCustomizerResult[]> {
  return pulumi.output(getConnectorCustomizers()) as never;
}

/**
 * Looks up one connector instance of the configured tenant, by id, by name or by its source, each time the program runs.
 *
 * @throws RunError if there is none, with the nearest ones; if several have the name, with their ids; or if the source does not run
 * on SaaS Connectivity
 */
export function getConnectorInstance(args: InstanceLookupArgs): Promise<GetConnectorInstanceResult> {
  return lookup("getConnectorInstance", args, async (client) => {
    const keys = ["id", "name", "sourceId", "sourceName"];
    return findConnectorInstance(client, only("getConnectorInstance", args, keys) as WantedInstance);
  });
}

/** {@link getConnectorInstance} with inputs that may be other resources' outputs. */
export function getConnectorInstanceOutput(args: InstanceLookupOutputArgs): pulumi.Output<GetConnectorInstanceResult> {
  return pulumi.output(args).apply((known) => getConnectorInstance(known as InstanceLookupArgs)) as never;
}

/** Lists all connector instances of the configured tenant, each time the program runs. */
export function getConnectorInstances(): Promise<GetConnectorInstanceResult[]> {
  return lookup("getConnectorInstances", {}, (client) => client.connectorInstances(), "connectorInstances");
}

/** {@link getConnectorInstances} as an output. */
export function getConnectorInstancesOutput(): pulumi.Output<GetConnectorInstanceResult[]> {
  return pulumi.output(getConnectorInstances()) as never;
}

type Client = import("../client/iscClient").IscClient;

const log = {
  info: (text: string) => void pulumi.log.info(`sailpoint: ${text}`),
  debug: (text: string) => void pulumi.log.debug(`sailpoint: ${text}`),
};

/**
 * A dynamic provider can offer no functions to the engine, so a lookup runs in the program itself, except under mocks.
 *
 * @param list the property of the plugin's result that holds a list; a mock's `call` returns the same, because it cannot return an array
 */
async function lookup<T>(name: string, args: object, work: (client: Client) => Promise<T>, list?: string): Promise<T> {
  if (underMocks()) {
    const token = `sailpoint:index:${name}`;
    const mocked = await pulumi.runtime.invoke(token, args);
    return list === undefined ? mocked : mockedList(token, list, mocked[list]);
  }
  try {
    const config = new pulumi.Config("sailpoint");
    const { client } = await openSession((key) => config.get(key), log).context();
    return await work(client);
  } catch (error) {
    // The SDK shows a RunError's message, and of every other error the stack.
    throw runError(error instanceof Error ? error.message : String(error));
  }
}

function mockedList<T>(token: string, list: string, value: unknown): T {
  if (!Array.isArray(value)) {
    throw runError(`The mock's \`call\` returned no list for ${token}. Let it return { ${list}: […] }.`);
  }
  return value as T;
}

/** The one property that is given. The message of the error shows no value, which may be secret. */
function only(name: string, args: object, keys: readonly string[]): Record<string, string> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const [[key, value] = ["", undefined], ...others] = given;
  if (keys.includes(key) && typeof value === "string" && value.trim() !== "" && others.length === 0) {
    return { [key]: value };
  }
  const choices = keys.map((choice) => `${/^[aeiou]/.test(choice) ? "an" : "a"} ${choice}`);
  const shown = given.map(([other, its]) => `${other} (${its === "" ? "empty" : typeof its})`).join(", ");
  const which = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
  throw runError(`${name} takes either ${which}, a text that is not empty. Given: ${shown || "nothing"}.`);
}
