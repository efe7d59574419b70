import { connectorCustomizer } from "../../resources/connectorCustomizer";
import { dynamicHost } from "../dynamicHost";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizer`: its path is public API.
export = dynamicHost(connectorCustomizer);
