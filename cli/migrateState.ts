import { randomUUID } from "node:crypto";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const DYNAMIC = "pulumi-nodejs:dynamic/sailpoint:";
const PLUGIN = "sailpoint:index:";
const DYNAMIC_PROVIDER = "pulumi:providers:pulumi-nodejs";
const PLUGIN_PROVIDER = "pulumi:providers:sailpoint";

/** Inputs that only the dynamic provider needs: its code, and the list of the secret inputs. */
const DROPPED: ReadonlySet<string> = new Set(["__provider", "__secretInputs"]);

/** A stack's state, and how many resources of it were changed. */
export interface MigratedState {
  readonly state: JsonObject;
  readonly migrated: number;
}

/**
 * Rewrites the state of a stack from the dynamic provider to the plugin: types and URNs, the provider, and inputs and outputs
 * without the dynamic provider's code. Other resources stay as they are; a second run changes nothing.
 *
 * @param exported what `pulumi stack export` prints
 * @throws Error if it is not the state of a stack
 */
export function migrateState(exported: unknown): MigratedState {
  const resources = resourcesOf(exported);
  const dynamic = resources.filter(isDynamic);
  if (dynamic.length === 0) {
    return { state: exported as JsonObject, migrated: 0 };
  }
  const provider = pluginProvider(resources);
  const reference = `${provider["urn"]}::${provider["id"]}`;
  const oldReferences = new Set(dynamic.map((one) => one["provider"]));
  const moved = resources.map((one) => (isDynamic(one) ? toPlugin(one, reference) : one));
  const isUnused = (one: JsonObject) =>
    one["type"] === DYNAMIC_PROVIDER &&
    oldReferences.has(referenceOf(one)) &&
    !moved.some((other) => other["provider"] === referenceOf(one));
  const kept = moved.filter((one) => !isUnused(one));
  const firstMoved = kept.findIndex((one) => one["provider"] === reference);
  const all = resources.includes(provider)
    ? [provider, ...kept.filter((one) => one !== provider)]
    : [...kept.slice(0, firstMoved), provider, ...kept.slice(firstMoved)];

  const { deployment } = exported as { deployment: JsonObject };
  const pending = deployment["pending_operations"];
  const operations = Array.isArray(pending)
    ? { pending_operations: pending.map((operation) => withPlugin(operation as JsonObject, reference)) }
    : {};
  const state = renamed({ ...(exported as JsonObject), deployment: { ...deployment, resources: all, ...operations } });
  return { state: state as JsonObject, migrated: dynamic.length };
}

function resourcesOf(exported: unknown): JsonObject[] {
  const { deployment } = (exported ?? {}) as { deployment?: { resources?: unknown } };
  if (typeof deployment !== "object" || deployment === null) {
    throw new Error(
      "this is not the state of a stack: `deployment` is missing. Pass what `pulumi stack export` prints",
    );
  }
  return Array.isArray(deployment.resources) ? deployment.resources : [];
}

function isDynamic(resource: JsonObject): boolean {
  return String(resource["type"]).startsWith(DYNAMIC);
}

function referenceOf(provider: JsonObject): string {
  return `${provider["urn"]}::${provider["id"]}`;
}

/** The default provider of the plugin: the one that the state has, or a new one with the stack's settings. */
function pluginProvider(resources: readonly JsonObject[]): JsonObject {
  const known = resources.find((one) => one["type"] === PLUGIN_PROVIDER && /::default$/.test(String(one["urn"])));
  if (known) {
    return known;
  }
  const [urn] = resources.map((one) => String(one["urn"]));
  const [stack, project] = (urn ?? "").split("::");
  const dynamic = resources.find((one) => one["type"] === DYNAMIC_PROVIDER);
  const settings = Object.entries((dynamic?.["inputs"] ?? {}) as JsonObject)
    .filter(([key]) => key.startsWith("sailpoint:"))
    .map(([key, value]) => [key.slice("sailpoint:".length), value]);
  const inputs = Object.fromEntries(settings) as JsonObject;
  return {
    urn: `${stack}::${project}::${PLUGIN_PROVIDER}::default`,
    custom: true,
    id: randomUUID(),
    type: PLUGIN_PROVIDER,
    ...(settings.length > 0 && { inputs, outputs: inputs }),
  };
}

function toPlugin(resource: JsonObject, provider: string): JsonObject {
  const { inputs, outputs, ...rest } = resource;
  return {
    ...rest,
    type: String(resource["type"]).replace(DYNAMIC, PLUGIN),
    ...(inputs !== undefined && { inputs: withoutCode(inputs) }),
    ...(outputs !== undefined && { outputs: withoutCode(outputs) }),
    provider,
  };
}

function withPlugin(operation: JsonObject, provider: string): JsonObject {
  const resource = operation["resource"] as JsonObject;
  return isDynamic(resource) ? { ...operation, resource: toPlugin(resource, provider) } : operation;
}

function withoutCode(properties: Json): Json {
  const entries = Object.entries((properties ?? {}) as JsonObject);
  return Object.fromEntries(entries.filter(([key]) => !DROPPED.has(key)));
}

/** Renames the types within URNs, wherever they stand: parents, dependencies, aliases. */
function renamed(value: Json): Json {
  if (typeof value === "string") {
    return value.startsWith("urn:pulumi:") && value.includes(DYNAMIC) ? renamedUrn(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(renamed);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one)]))
    : value;
}

function renamedUrn(urn: string): string {
  const [stack, project, type = "", ...name] = urn.split("::");
  return [stack, project, type.replaceAll(DYNAMIC, PLUGIN), ...name].join("::");
}
