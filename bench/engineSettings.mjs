import { join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { BenchStack } from "./lib/benchStack.mjs";
import { markdownTable } from "./lib/markdownTable.mjs";

/** Settings of the engine that change the time of a large stack. */
const SETTINGS = {
  "default settings": {},
  "PULUMI_SKIP_CHECKPOINTS=true": { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" },
  "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS=true": { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" },
  "PULUMI_DIY_BACKEND_ZSTD=true": { PULUMI_DIY_BACKEND_ZSTD: "true" },
  "PULUMI_PARALLEL=32": { PULUMI_PARALLEL: "32" },
};

/** Seconds that the engine takes to create N resources that make no request. */
async function engineAlone({ engine, count, env }) {
  const stack = new BenchStack({ engine, program: join(repository, "bench/peers/floor/customizers.js"), env });
  try {
    await stack.init();
    const { seconds, failed } = await stack.measure(["up"], { BENCH_COUNT: String(count), BENCH_PREFIX: "a" });
    if (failed) {
      throw new Error(failed);
    }
    return seconds;
  } finally {
    stack.close();
  }
}

/** Measures how long the engine alone takes to create N resources, by its settings. Returns a Markdown table. */
export async function engineSettingsTable({ engine, count, log }) {
  const rows = [];
  let first;
  for (const [name, env] of Object.entries(SETTINGS)) {
    log(`the engine alone, N = ${count}: ${name}`);
    const seconds = await engineAlone({ engine, count, env });
    first ??= seconds;
    rows.push([name === "default settings" ? name : `\`${name}\``, seconds.toFixed(1), (seconds / first).toFixed(2)]);
  }
  return markdownTable([`create ${count}, no provider work`, "s", "ratio"], rows);
}
