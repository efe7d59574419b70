const { Customizer } = require("./customizer.js");

for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  new Customizer(`c${i}`, { name: `${process.env.BENCH_PREFIX}-${i}` });
}
