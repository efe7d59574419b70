import type { ArchiveEntry } from "./archiveEntries";

export interface StoredVersion {
  readonly version: number;
  readonly imageId: string;
  readonly created: string;
  readonly size: number;
  /** SHA-256 of the upload's bytes, in hex. */
  readonly sha256: string;
  readonly entries: readonly ArchiveEntry[];
}

/** A record that is served as it was given, whatever it lacks. Later changes are made in it as well. */
export type RawRecord = Record<string, unknown>;

export interface StoredCustomizer {
  readonly id: string;
  readonly created: string;
  name: string;
  readonly versions: StoredVersion[];
  readonly raw?: RawRecord;
}

export interface StoredInstance {
  readonly id: string;
  readonly name: string;
  connectorCustomizerId?: string;
  readonly raw?: RawRecord;
}

/** What SailPoint's user interface shows as a source. */
export interface StoredSource {
  /** 32 hex digits. */
  readonly id: string;
  readonly name: string;
  /** Undefined if the source's connector is not built on SaaS Connectivity. */
  readonly connectorInstanceId?: string;
}

/** The content of the tenant's data file. */
export interface TenantState {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly customizers: StoredCustomizer[];
  readonly instances: StoredInstance[];
  readonly sources: StoredSource[];
}
