import "../provider/refuseOldNode";

export type { FaultAction, FaultHandle, FaultSpec } from "./faults";
export type { RawRecord, StoredCustomizer, StoredInstance, StoredSource, StoredVersion } from "./records";
export type { RequestLogEntry, Route } from "./requestLog";
export { SOURCE_CREDENTIAL } from "./sourceCredential";
export { startTenant, type Tenant, type TenantOptions } from "./startTenant";
export type { ApiVersion, Switches } from "./switches";
