import type { TenantContents } from "./tenantContents";

/** A resource that the engine is to import. */
export interface TenantImport {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** The chosen customizers and links as the engine imports them: customizers first. */
export function tenantImports({ customizers, links }: Pick<TenantContents, "customizers" | "links">): TenantImport[] {
  return [
    ...customizers.map(({ id, logicalName }) => ({
      type: "sailpoint:index:ConnectorCustomizer",
      name: logicalName,
      id,
    })),
    ...links.map(({ id, logicalName }) => ({ type: "sailpoint:index:ConnectorCustomizerLink", name: logicalName, id })),
  ];
}
