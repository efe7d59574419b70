const { FloorResource } = require("./floorResource.js");

const outputs = {
  adopt: undefined,
  imageVersion: undefined,
  imageId: undefined,
  tenantId: undefined,
  created: undefined,
};

for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  new FloorResource(`c${i}`, { name: `${process.env.BENCH_PREFIX}-${i}`, onNameChange: "rename", ...outputs });
}
