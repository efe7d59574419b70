import {
  type ConnectorCustomizer,
  type Context,
  createConnectorCustomizer,
  logger,
  type StdAccountReadOutput,
} from "@sailpoint/connector-sdk";

/** Writes the department of each account in capital letters. */
export const connectorCustomizer: ConnectorCustomizer = createConnectorCustomizer().afterStdAccountRead(
  async (_context: Context, account: StdAccountReadOutput) => {
    logger.info("customizing an account");
    const department = account.attributes["department"];
    return typeof department === "string"
      ? { ...account, attributes: { ...account.attributes, department: department.toUpperCase() } }
      : account;
  },
);
