const { ConnectorCustomizer } = require("pulumi-sailpoint");

for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  new ConnectorCustomizer(`c${i}`, { name: `${process.env.BENCH_PREFIX}-${i}`, onNameChange: "rename" });
}
