const pulumi = require("@pulumi/pulumi");
const { ConnectorCustomizer, ConnectorCustomizerVersion } = require("pulumi-sailpoint");

const customizer = new ConnectorCustomizer("c", { name: "upload" });
new ConnectorCustomizerVersion("c", {
  customizerId: customizer.id,
  archive: new pulumi.asset.FileArchive(process.env.BENCH_ARCHIVE),
});
