import { join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { Stack } from "./lib/stack.mjs";

/** Settings of the engine itself that change what a large stack costs. */
export const SETTINGS = {
  "as it is": {},
  "PULUMI_SKIP_CHECKPOINTS=true": { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" },
  "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS=true": { PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true" },
  "PULUMI_DIY_BACKEND_ZSTD=true": { PULUMI_DIY_BACKEND_ZSTD: "true" },
  "PULUMI_PARALLEL=32": { PULUMI_PARALLEL: "32" },
};

/** How long the engine takes to create N resources that make no request. */
export async function engineAlone({ engine, count, env }) {
  const stack = new Stack({ engine, program: join(repository, "bench/peers/floor/customizers.js"), env });
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
