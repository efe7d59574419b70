const pulumi = require("@pulumi/pulumi");
const { FloorResource } = require("./floorResource.js");

const customizer = new FloorResource("c", { name: "upload" });
new FloorResource("v", { name: customizer.id, archive: new pulumi.asset.FileArchive(process.env.BENCH_ARCHIVE) });
