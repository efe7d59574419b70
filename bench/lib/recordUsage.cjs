// NODE_OPTIONS loads this file into every Node process of a run. A provider process records its CPU time and memory again and
// again, because the engine ends it without notice.
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

if (/dynamic-provider|pulumi-resource-sailpoint/.test(process.argv[1] ?? "")) {
  const file = join(process.env.BENCH_PROBE, `${process.pid}.json`);
  const write = () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 };
    writeFileSync(`${file}.unfinished`, JSON.stringify(used));
    renameSync(`${file}.unfinished`, file);
  };
  write();
  setInterval(write, 100).unref();
  process.once("exit", write);
}
