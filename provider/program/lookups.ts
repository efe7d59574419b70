import * as pulumi from "@pulumi/pulumi";
import type { ConnectorInstance, Customizer } from "../client/wireTypes";
import { openSession } from "../hosts/session";
import { findOne, type Wanted } from "../resources/findOne";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

/** A connector customizer as a lookup gives it. */
export interface GetConnectorCustomizerResult {
  /** The customizer's id. */
  readonly id: string;
  /** Its name in SailPoint. */
  readonly name: string;
  /** When it was created, as SailPoint writes it. */
  readonly created: string;
  /** The id of its tenant, where SailPoint tells. */
  readonly tenantId: string | undefined;
  /** The newest uploaded version; undefined before the first upload. */
  readonly imageVersion: number | undefined;
  /** The image id of that version. */
  readonly imageId: string | undefined;
}

/** A connector instance as a lookup gives it. */
export interface GetConnectorInstanceResult {
  /** The instance's id. */
  readonly id: string;
  /** Its name in SailPoint. */
  readonly name: string;
  /** The customizer that it is linked to, if any. */
  readonly connectorCustomizerId: string | undefined;
}

/** What a lookup goes by: the id, or the name. */
export type LookupArgs = { id: string; name?: never } | { name: string; id?: never };

/** {@link LookupArgs} that may be other resources' outputs. */
export type LookupOutputArgs = { id: pulumi.Input<string>; name?: never } | { name: pulumi.Input<string>; id?: never };

/**
 * Looks up one connector customizer of the configured tenant, by id or by name, each time the program runs.
 *
 * @throws RunError where there is none or, by name, where there are several; it lists the candidates
 */
export function getConnectorCustomizer(args: LookupArgs): Promise<GetConnectorCustomizerResult> {
  return lookup("getConnectorCustomizer", args, async (client) =>
    findOne<Customizer>(wanted("getConnectorCustomizer", args), "connector customizer", {
      byId: (id) => client.customizer(id),
      all: () => client.customizers(),
    }),
  );
}

/** {@link getConnectorCustomizer} with inputs that may be other resources' outputs. */
export function getConnectorCustomizerOutput(args: LookupOutputArgs): pulumi.Output<GetConnectorCustomizerResult> {
  return pulumi.output(args).apply((known) => getConnectorCustomizer(known as LookupArgs)) as never;
}

/** Lists all connector customizers of the configured tenant, each time the program runs. */
export function getConnectorCustomizers(): Promise<GetConnectorCustomizerResult[]> {
  return lookup("getConnectorCustomizers", {}, (client) => client.customizers());
}

/** {@link getConnectorCustomizers} as an output. */
export function getConnectorCustomizersOutput(): pulumi.Output<GetConnectorCustomizerResult[]> {
  return pulumi.output(getConnectorCustomizers()) as never;
}

/**
 * Looks up one connector instance of the configured tenant, by id or by name, each time the program runs.
 *
 * @throws RunError where there is none or, by name, where there are several; it lists the candidates
 */
export function getConnectorInstance(args: LookupArgs): Promise<GetConnectorInstanceResult> {
  return lookup("getConnectorInstance", args, async (client) =>
    findOne<ConnectorInstance>(wanted("getConnectorInstance", args), "connector instance", {
      byId: (id) => client.connectorInstance(id),
      all: () => client.connectorInstances(),
    }),
  );
}

/** {@link getConnectorInstance} with inputs that may be other resources' outputs. */
export function getConnectorInstanceOutput(args: LookupOutputArgs): pulumi.Output<GetConnectorInstanceResult> {
  return pulumi.output(args).apply((known) => getConnectorInstance(known as LookupArgs)) as never;
}

/** Lists all connector instances of the configured tenant, each time the program runs. */
export function getConnectorInstances(): Promise<GetConnectorInstanceResult[]> {
  return lookup("getConnectorInstances", {}, (client) => client.connectorInstances());
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

/** The engine offers a dynamic provider no functions: they run in the program itself, except under mocks. */
async function lookup<T>(name: string, args: object, work: (client: Client) => Promise<T>): Promise<T> {
  if (underMocks()) {
    return pulumi.runtime.invoke(`sailpoint:index:${name}`, args) as Promise<T>;
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

function wanted(name: string, args: LookupArgs): Wanted {
  const { id, name: called } = args;
  const [only, other] = [id ?? called, id === undefined || called === undefined];
  if (typeof only !== "string" || only.trim() === "" || !other) {
    throw runError(`${name} takes either an id or a name, a text that is not empty: ${JSON.stringify(args)}`);
  }
  return id === undefined ? { name: only } : { id: only };
}
