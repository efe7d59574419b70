import { connectorCustomizerLink } from "../../resources/connectorCustomizerLink";
import { dynamicHost } from "../dynamicHost";

// States of deployed stacks require this file as `pulumi-sailpoint/dynamic/ConnectorCustomizerLink`: its path is public API.
export = dynamicHost(connectorCustomizerLink);
