import type { IscClient } from "../../../client/iscClient";
import { findConnectorCustomizer } from "../../../resources/lookups/findConnectorCustomizer";
import { findConnectorInstance } from "../../../resources/lookups/findConnectorInstance";
import type { CheckFailure, Properties } from "../../../resources/resource";
import type { PluginHost } from "../pluginHost";
import { NotServedError } from "../rpcError";
import { provider, type providerMessages } from "../sdkProtos";
import { isUnknownOnWire, writeProperties } from "../wireProperties";
import { failureMessage } from "./check";

interface PluginFunction {
  /** The arguments of which exactly one must be given; none for a function without arguments. */
  readonly oneOf: readonly string[];
  readonly call: (client: IscClient, wanted: never) => Promise<object>;
}

const FUNCTIONS: Readonly<Record<string, PluginFunction>> = {
  "sailpoint:index:getConnectorCustomizer": {
    oneOf: ["id", "name"],
    call: findConnectorCustomizer,
  },
  "sailpoint:index:getConnectorCustomizers": {
    oneOf: [],
    call: async (client) => ({ connectorCustomizers: (await client.customizers()).map(present) }),
  },
  "sailpoint:index:getConnectorInstance": {
    oneOf: ["id", "name", "sourceId", "sourceName"],
    call: findConnectorInstance,
  },
  "sailpoint:index:getConnectorInstances": {
    oneOf: [],
    call: async (client) => ({ connectorInstances: (await client.connectorInstances()).map(present) }),
  },
};

/** The tokens of the functions. */
export const FUNCTION_TOKENS: readonly string[] = Object.keys(FUNCTIONS);

/** `Invoke`: the lookups. A result is secret if an argument is. */
export async function invoke(
  host: PluginHost,
  request: providerMessages.InvokeRequest,
): Promise<providerMessages.InvokeResponse> {
  const token = request.getTok();
  const called = FUNCTIONS[token];
  if (!called) {
    throw new NotServedError(
      `The SailPoint provider has no function ${JSON.stringify(token)}. It has ${FUNCTION_TOKENS.join(", ")}.`,
    );
  }
  const args = host.read(request.getArgs());
  const reply = new provider.InvokeResponse();
  const failures = Object.values(args.wire).some(isUnknownOnWire) ? [] : checkArgs(args.values, called.oneOf);
  if (failures.length > 0) {
    reply.setFailuresList(failures.map(failureMessage));
    return reply;
  }
  const { client } = await host.context();
  const result = await called.call(client, args.values as never);
  reply.setReturn(writeProperties(result, args.secrets.size > 0 ? new Set(Object.keys(result)) : new Set()));
  return reply;
}

function checkArgs(args: Properties, oneOf: readonly string[]): CheckFailure[] {
  const given = Object.keys(args);
  const unexpected = given.filter((name) => !oneOf.includes(name));
  if (unexpected.length > 0) {
    const taken = oneOf.length > 0 ? `takes ${oneOf.join(" or ")}` : "takes no argument";
    return unexpected.map((property) => ({ property, reason: `is not an argument of this function, which ${taken}` }));
  }
  if (oneOf.length === 0) {
    return [];
  }
  const [property = oneOf[0] ?? "", ...others] = given;
  const value = args[property];
  return others.length === 0 && typeof value === "string" && value.trim() !== ""
    ? []
    : [
        {
          property,
          reason: `must be given alone, as a text that is not empty: this function takes ${oneOf.join(" or ")}`,
        },
      ];
}

/** The wire format has no undefined. */
function present<T extends object>(one: T): object {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
}
