import { createHash } from "node:crypto";
import type { Tenant } from "../../tenant";
import { codeText } from "./program";
import { TYPES } from "./urns";

/** A customizer of the tenant at one moment. */
export interface CustomizerSnapshot {
  readonly name: string;
  readonly versions: number;
  /** SHA-256 of the newest version's `index.js`. */
  readonly code: string | undefined;
}

/** What the tenant holds at one moment. */
export interface TenantSnapshot {
  readonly customizers: ReadonlyMap<string, CustomizerSnapshot>;
  /** The linked customizer of each linked instance. */
  readonly links: ReadonlyMap<string, string>;
}

export function tenantSnapshot(tenant: Pick<Tenant, "customizers" | "instances">): TenantSnapshot {
  const customizers = tenant.customizers.map(({ id, name, versions }) => {
    const code = versions.at(-1)?.entries.find(({ path }) => path === "index.js")?.sha256;
    return [id, { name, versions: versions.length, code }] as const;
  });
  const links = tenant.instances.flatMap(({ id, connectorCustomizerId }) =>
    connectorCustomizerId === undefined ? [] : [[id, connectorCustomizerId] as const],
  );
  return { customizers: new Map(customizers), links: new Map(links) };
}

/** The ids of all customizers of a name. */
export function idsNamed({ customizers }: TenantSnapshot, name: string): string[] {
  return [...customizers].filter(([, one]) => one.name === name).map(([id]) => id);
}

/** SHA-256 of the code that a number stands for. */
export function codeSha(code: number): string {
  return createHash("sha256").update(codeText(code)).digest("hex");
}

/** A resource in the stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Whether a replaced resource waits for its deletion. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The resources of this package in the stack's state at one moment. */
export class StateSnapshot {
  readonly resources: readonly StateResource[];

  constructor(resources: readonly StateResource[]) {
    this.resources = resources.filter(({ type }) => type.startsWith(TYPES));
  }

  get customizers(): StateResource[] {
    return this.resources.filter(({ type }) => type.endsWith(":ConnectorCustomizer"));
  }

  get links(): StateResource[] {
    return this.resources.filter(({ type }) => type.endsWith(":ConnectorCustomizerLink"));
  }

  /** The ids of all customizers in the state, with those that wait for their deletion. */
  get customizerIds(): Set<string> {
    return new Set(this.customizers.flatMap(({ id }) => (id ? [id] : [])));
  }

  /** The id that the state has for a URN. Resources that wait for their deletion do not count. */
  idOf(urn: string): string | undefined {
    return this.resources.find((one) => one.urn === urn && !one.delete)?.id;
  }

  /** Whether a link of an instance is in the state. */
  hasLink(instance: string): boolean {
    return this.links.some(({ id }) => id === instance);
  }

  /** Whether a refresh found the link of an instance moved by somebody else, and no run has made it the stack's since. */
  hasMovedLink(instance: string): boolean {
    return this.links.some(({ id, outputs }) => id === instance && outputs?.["ownCustomizerId"] !== undefined);
  }
}
