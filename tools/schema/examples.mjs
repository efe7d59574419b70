const YAML = {
  customizer: `resources:
  payroll:
    type: sailpoint:ConnectorCustomizer
    properties:
      name: Payroll
outputs:
  id: \${payroll.id}`,
  version: `resources:
  version:
    type: sailpoint:ConnectorCustomizerVersion
    properties:
      customizerId: \${payroll.id}
      archive:
        fn::fileArchive: ./customizer/dist`,
  link: `resources:
  link:
    type: sailpoint:ConnectorCustomizerLink
    properties:
      connectorInstanceId: 5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001
      customizerId: \${payroll.id}
    options:
      dependsOn:
        - \${version}`,
  deployment: `resources:
  payroll:
    type: sailpoint:CustomizerDeployment
    properties:
      archive:
        fn::fileArchive: ./customizer/dist
      connectorInstanceIds:
        - 5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001`,
};

const TYPESCRIPT = {
  customizer: `import * as sailpoint from "@pulumi/sailpoint";

const payroll = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll" });
export const id = payroll.id;`,
  version: `const version = new sailpoint.ConnectorCustomizerVersion("payroll", {
    customizerId: payroll.id,
    archive: new pulumi.asset.FileArchive("./customizer/dist"),
});`,
  link: `const link = new sailpoint.ConnectorCustomizerLink("payroll", {
    connectorInstanceId: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001",
    customizerId: payroll.id,
}, { dependsOn: [version] });`,
  deployment: `const payroll = new sailpoint.CustomizerDeployment("payroll", {
    archive: new pulumi.asset.FileArchive("./customizer/dist"),
    connectorInstanceIds: ["5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001"],
});`,
};

const PYTHON = {
  customizer: `import pulumi
import pulumi_sailpoint as sailpoint

payroll = sailpoint.ConnectorCustomizer("payroll", name="Payroll")
pulumi.export("id", payroll.id)`,
  version: `version = sailpoint.ConnectorCustomizerVersion("payroll",
    customizer_id=payroll.id,
    archive=pulumi.FileArchive("./customizer/dist"))`,
  link: `link = sailpoint.ConnectorCustomizerLink("payroll",
    connector_instance_id="5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001",
    customizer_id=payroll.id,
    opts=pulumi.ResourceOptions(depends_on=[version]))`,
  deployment: `payroll = sailpoint.CustomizerDeployment("payroll",
    archive=pulumi.FileArchive("./customizer/dist"),
    connector_instance_ids=["5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001"])`,
};

/** A description with its example in three languages, in the form that Pulumi's generators read. */
export function withExample(description, example) {
  return `${description}

{{% examples %}}
## Example Usage
{{% example %}}
### ${TITLES[example]}

\`\`\`yaml
${YAML[example]}
\`\`\`
\`\`\`typescript
${TYPESCRIPT[example]}
\`\`\`
\`\`\`python
${PYTHON[example]}
\`\`\`
{{% /example %}}
{{% /examples %}}`;
}

const TITLES = {
  customizer: "A customizer",
  version: "Its code",
  link: "A connector instance that runs it",
  deployment: "From source to link",
};
