import type { CheckFailure, Properties } from "../../../resources/resource";
import { shownFailure } from "../../shownFailure";
import type { PluginHost } from "../pluginHost";
import { nameOfUrn, resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";
import { type WireProperties, writeWire } from "../wireProperties";

type Autonaming = providerMessages.CheckRequest.AutonamingOptions | undefined;

/** `Check`: the inputs with their defaults, and what is wrong with them. */
export async function check(
  host: PluginHost,
  request: providerMessages.CheckRequest,
): Promise<providerMessages.CheckResponse> {
  const { resource, named } = resourceTypeOf(typeOfUrn(request.getUrn()));
  await host.imports.check(request.getUrn(), () => host.context(request.getUrn()));
  const olds = host.read(request.getOlds());
  const news = host.read(request.getNews());
  const name =
    named === undefined || news.values[named] !== undefined
      ? undefined
      : defaultName(request.getUrn(), olds.values[named], request.getAutonaming());
  const defaults: Properties = named === undefined || name === undefined ? {} : { [named]: name };
  const values = { ...news.values, ...defaults };
  const failures =
    named !== undefined && values[named] === undefined
      ? [{ property: named, reason: "must be set: the project's autonaming is disabled" }]
      : await resource.check(values, olds.values, host.run(request.getUrn()));
  const shown = failures.map((failure) => shownFailure(failure, hidesValue(news, failure.property), host.toShow));
  return checkReply({ ...news.wire, ...defaults }, shown);
}

/** A failure in the protocol's form. */
export function failureMessage({ property, reason }: CheckFailure): providerMessages.CheckFailure {
  const failure = new provider.CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}

/** The reply of a check. */
export function checkReply(
  inputs: Readonly<Record<string, unknown>>,
  failures: readonly CheckFailure[],
): providerMessages.CheckResponse {
  const reply = new provider.CheckResponse();
  reply.setInputs(writeWire(inputs));
  reply.setFailuresList(failures.map(failureMessage));
  return reply;
}

/**
 * The name of a customizer that the program does not name: the logical name, or what the project's autonaming proposes. With
 * autonaming, a customizer keeps the name that it has, because a proposal may be random.
 */
function defaultName(urn: string, old: unknown, autonaming: Autonaming): unknown {
  if (!autonaming) {
    return nameOfUrn(urn);
  }
  const isDisabled = autonaming.getMode() === provider.CheckRequest.AutonamingOptions.Mode.DISABLE;
  return isDisabled ? undefined : (old ?? autonaming.getProposedName());
}

function hidesValue({ secrets, values }: WireProperties, property: string): boolean {
  return secrets.has(property) || typeof values[property] === "object";
}
