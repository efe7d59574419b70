import type { Resource } from "../../resources/resource";
import { NotServedError } from "./rpcError";

/** A kind of resource as the plugin serves it. */
export interface ResourceType {
  readonly resource: Resource<object, object>;
  /** The outputs that are not inputs. They are unknown in the preview of a create. */
  readonly computed: readonly string[];
  /** The input that gets a default name: the logical name, or what the engine's autonaming proposes. */
  readonly named?: string;
}

/**
 * Each kind is loaded at its first use: a program without versions never loads the code that packs archives. `require`, because the
 * first `import()` of a process loads the whole loader of ES modules, which an unchanged `up` does not need.
 */
const LOADERS: Readonly<Record<string, () => ResourceType>> = {
  "sailpoint:index:ConnectorCustomizer": () => ({
    resource: require("../../resources/connectorCustomizer/connectorCustomizer.js").connectorCustomizer,
    computed: ["imageVersion", "imageId", "tenantId", "created"],
    named: "name",
  }),
  "sailpoint:index:ConnectorCustomizerVersion": () => ({
    resource: require("../../resources/connectorCustomizerVersion/connectorCustomizerVersion.js")
      .connectorCustomizerVersion,
    computed: ["version", "imageId", "created", "contentSha256", "tenantId"],
  }),
  "sailpoint:index:ConnectorCustomizerLink": () => ({
    resource: require("../../resources/connectorCustomizerLink/connectorCustomizerLink.js").connectorCustomizerLink,
    computed: ["connectorInstanceName", "tenantId"],
  }),
};

/** The type tokens of the resources. */
export const RESOURCE_TOKENS: readonly string[] = Object.keys(LOADERS);

/** @throws NotServedError if this provider has no such kind */
export function resourceTypeOf(token: string): ResourceType {
  const load = LOADERS[token];
  if (!load) {
    throw new NotServedError(
      `The SailPoint provider has no resource of the type ${JSON.stringify(token)}. It has ${RESOURCE_TOKENS.join(", ")}.`,
    );
  }
  return load();
}

/** The type token in a URN, for engines that send no type of their own. */
export function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The logical name in a URN. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
