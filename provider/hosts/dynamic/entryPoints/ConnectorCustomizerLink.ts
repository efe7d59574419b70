import "../../../refuseOldNode";
import { connectorCustomizerLink } from "../../../resources/connectorCustomizerLink/connectorCustomizerLink";
import { dynamicProvider } from "../dynamicProvider";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizerLink`: that path is public API.
export = dynamicProvider(connectorCustomizerLink);
