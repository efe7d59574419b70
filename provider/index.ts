import "./refuseOldNode";

export { ConnectorCustomizer, type ConnectorCustomizerArgs } from "./program/connectorCustomizer";
export { ConnectorCustomizerLink, type ConnectorCustomizerLinkArgs } from "./program/connectorCustomizerLink";
export { ConnectorCustomizerVersion, type ConnectorCustomizerVersionArgs } from "./program/connectorCustomizerVersion";
export { CustomizerDeployment, type CustomizerDeploymentArgs } from "./program/customizerDeployment";
export {
  type GetConnectorCustomizerResult,
  type GetConnectorInstanceResult,
  getConnectorCustomizer,
  getConnectorCustomizerOutput,
  getConnectorCustomizers,
  getConnectorCustomizersOutput,
  getConnectorInstance,
  getConnectorInstanceOutput,
  getConnectorInstances,
  getConnectorInstancesOutput,
  type InstanceLookupArgs,
  type InstanceLookupOutputArgs,
  type LookupArgs,
  type LookupOutputArgs,
} from "./program/lookups";
