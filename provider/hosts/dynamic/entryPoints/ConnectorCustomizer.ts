import "../../../refuseOldNode";
import { connectorCustomizer } from "../../../resources/connectorCustomizer/connectorCustomizer";
import { dynamicProvider } from "../dynamicProvider";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizer`: that path is public API.
export = dynamicProvider(connectorCustomizer);
