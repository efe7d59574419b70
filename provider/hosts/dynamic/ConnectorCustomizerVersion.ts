import { connectorCustomizerVersion } from "../../resources/connectorCustomizerVersion";
import { dynamicHost } from "../dynamicHost";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizerVersion`: its path is public API.
export = dynamicHost(connectorCustomizerVersion);
