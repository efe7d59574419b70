import "../../../refuseOldNode";
import { connectorCustomizerVersion } from "../../../resources/connectorCustomizerVersion/connectorCustomizerVersion";
import { dynamicProvider } from "../dynamicProvider";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizerVersion`: that path is public API.
export = dynamicProvider(connectorCustomizerVersion);
