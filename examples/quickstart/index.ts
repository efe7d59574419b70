import * as sailpoint from "pulumi-sailpoint";

const payroll = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll" });

const contractors = new sailpoint.ConnectorCustomizer("contractors", {
  name: "Contractors",
  onNameChange: "rename",
});

export const payrollId = payroll.id;
export const contractorsId = contractors.id;
