export { ConnectorCustomizer, type ConnectorCustomizerArgs } from "./program/connectorCustomizer";
