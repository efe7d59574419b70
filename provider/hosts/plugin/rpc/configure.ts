import { ConfigError, resolveConfig } from "../../../config";
import type { CheckFailure } from "../../../resources/resource";
import type { SettingsOf } from "../../../settings";
import type { PluginHost } from "../pluginHost";
import { nameOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";
import { isUnknownOnWire, secretOnWire, type WireProperties } from "../wireProperties";
import { checkReply } from "./check";

/** Inputs whose values the engine must not print, and keeps encrypted even if the program passes them as plain text. */
const SECRET_SETTINGS: ReadonlySet<string> = new Set(["clientSecret"]);

/** `CheckConfig`: what is missing or malformed in the stack's configuration or an explicit provider's inputs. */
export function checkConfig(host: PluginHost, request: providerMessages.CheckRequest): providerMessages.CheckResponse {
  const news = host.read(request.getNews());
  const hasUnknown = Object.values(news.wire).some(isUnknownOnWire);
  // The environment's values are left out: they belong to the machine, not to the stack.
  const inputs = Object.fromEntries(Object.entries(news.wire).map(asSecret));
  return checkReply(inputs, hasUnknown ? [] : problemsOf(news, settingsOf(request.getUrn())).map(withoutValue));
}

/**
 * `DiffConfig`: nothing replaces. Another address or new credentials may be for the same tenant; if they are for another one,
 * the first call that would send a request to it ends with the tenant guard's error.
 */
export function diffConfig(host: PluginHost, request: providerMessages.DiffRequest): providerMessages.DiffResponse {
  const olds = host.read(request.hasOldInputs() ? request.getOldInputs() : request.getOlds()).values;
  const news = host.read(request.getNews()).values;
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...names].filter((name) => olds[name] !== news[name]);
  const reply = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  reply.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  reply.setDiffsList(changed);
  return reply;
}

/** `Configure`. */
export function configure(
  host: PluginHost,
  request: providerMessages.ConfigureRequest,
): providerMessages.ConfigureResponse {
  // Engines and SDKs before the protocol's newer fields show no URN.
  const urn = (request as { getUrn?(): string | undefined }).getUrn?.() ?? "";
  host.configure(readerOf(host.read(request.getArgs())), settingsOf(urn));
  const reply = new provider.ConfigureResponse();
  reply.setAcceptsecrets(true);
  reply.setSupportspreview(true);
  reply.setSupportsAutonamingConfiguration(true);
  return reply;
}

function readerOf({ values }: Pick<WireProperties, "values">): (key: string) => string | undefined {
  return (key) => {
    const value = values[key];
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
}

/** A default provider has the stack's configuration. */
function settingsOf(urn: string): SettingsOf {
  const provider = nameOfUrn(urn);
  return provider === "" || /^default(_|$)/.test(provider) ? "stack" : { provider };
}

function problemsOf(news: WireProperties, of: SettingsOf): CheckFailure[] {
  try {
    resolveConfig(readerOf(news), process.env, of);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    return error.problems.map(({ key, text }) => ({ property: key, reason: text }));
  }
}

/** The engine prints the value of the property that a failure names; an address may hold a password. */
function withoutValue({ property, reason }: CheckFailure): CheckFailure {
  const isPrinted = property !== "baseUrl" && !SECRET_SETTINGS.has(property);
  return { property: isPrinted ? property : "", reason };
}

function asSecret([name, value]: [string, unknown]): [string, unknown] {
  const isPlain = typeof value === "string" && !isUnknownOnWire(value);
  return [name, SECRET_SETTINGS.has(name) && isPlain ? secretOnWire(value) : value];
}
