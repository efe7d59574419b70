export type { FaultAction, FaultHandle, FaultSpec } from "./faults";
export type { RequestLogEntry, Route } from "./requestLog";
export { startTenant, type Tenant, type TenantOptions } from "./startTenant";
export type { StoredCustomizer, StoredInstance, StoredVersion } from "./store";
export type { ApiVersion, Switches } from "./switches";
