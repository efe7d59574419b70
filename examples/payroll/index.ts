import * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "pulumi-sailpoint";

const config = new pulumi.Config();
const instance = sailpoint.getConnectorInstanceOutput({ name: config.get("connectorInstance") ?? "Payroll SaaS" });

const payroll = new sailpoint.CustomizerDeployment("payroll", {
  name: "Payroll",
  archive: new pulumi.asset.FileArchive("./dist/payroll-0.1.0.zip"),
  connectorInstanceIds: [instance.id],
});

export const customizerId = payroll.customizerId;
export const version = payroll.version;
