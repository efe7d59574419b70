/** Adds the department to every account that the connector reads. */
exports.connectorCustomizer = async () => ({
  handlers: new Map([["after:std:account:read", async (_context, output) => ({ ...output, department: "Payroll" })]]),
});
