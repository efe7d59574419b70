import pulumi
import pulumi_sailpoint as sailpoint

config = pulumi.Config()

payroll = sailpoint.ConnectorCustomizer("payroll", name="Payroll")

code = sailpoint.ConnectorCustomizerVersion(
    "code",
    customizer_id=payroll.id,
    archive=pulumi.FileArchive("./customizer"),
)

# An instance must not run a customizer whose code is not there yet.
sailpoint.ConnectorCustomizerLink(
    "link",
    connector_instance_id=config.require("connectorInstanceId"),
    customizer_id=payroll.id,
    opts=pulumi.ResourceOptions(depends_on=[code]),
)

pulumi.export("customizerId", payroll.id)
pulumi.export("version", code.version)
