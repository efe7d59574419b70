import { join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { run } from "../tools/lib/run.mjs";
import { BenchStack } from "./lib/benchStack.mjs";
import { benchTenant, countRequests } from "./lib/benchTenant.mjs";
import { PLUGIN_PEERS, yamlProgram } from "./lib/yamlProgram.mjs";
import { OPERATIONS } from "./operations.mjs";

export const PEERS = ["floor", "ours", "plain", "script"];

const PREFIX = { create: "a", unchanged: "a", refresh: "a", rename: "b", destroy: "b" };
const COMMAND = { create: "up", unchanged: "up", refresh: "refresh", rename: "up", destroy: "destroy" };

/**
 * Creates, repeats, refreshes, renames and destroys a stack of N customizers with one peer, on a new tenant.
 *
 * @returns {Promise<{ operations: Record<string, object>, bytes: object | undefined }>}
 */
export async function lifecycle({ peer, engine, count, limit, latencyMs }) {
  const { tenant, env } = await benchTenant({ limit, latencyMs });
  const worker = peer === "script" ? script(env) : await stack(peer, engine, env);
  const operations = {};
  let bytes;
  try {
    for (const operation of OPERATIONS) {
      tenant.clearRequests();
      const wanted = { BENCH_COUNT: String(count), BENCH_PREFIX: PREFIX[operation] };
      const measured = await worker.measure(operation, wanted);
      const { requests } = tenant;
      operations[operation] = {
        ...measured,
        requests: countRequests(requests),
        requestCount: requests.length,
        spanSeconds: spanOf(requests, latencyMs),
        refused: requests.filter(({ status }) => status === 429).length,
      };
      if (operation === "create" && peer !== "script") {
        bytes = worker.stateBytes();
      }
      if (measured.failed) {
        break;
      }
    }
  } finally {
    worker.close();
    await tenant.close();
  }
  return { operations, bytes };
}

/** Seconds from the first request to the last answer, without the engine's start and end. */
function spanOf(requests, latencyMs) {
  return requests.length === 0 ? 0 : (requests.at(-1).at - requests[0].at + latencyMs) / 1_000;
}

async function stack(peer, engine, env) {
  const program = PLUGIN_PEERS.includes(peer)
    ? { yaml: (wanted) => yamlProgram(peer, wanted) }
    : { program: join(repository, "bench/peers", peer, "customizers.js") };
  const created = new BenchStack({ engine, env, ...program });
  await created.init();
  return {
    measure: (operation, wanted) => created.measure([COMMAND[operation]], wanted),
    stateBytes: () => created.stateBytes(),
    close: () => created.close(),
  };
}

function script(env) {
  const file = join(repository, "bench/peers/script/customizers.mjs");
  return {
    async measure(operation, wanted) {
      const started = performance.now();
      const { code, stderr } = await run(process.execPath, [file, operation], {
        env: { ...process.env, ...env, ...wanted },
      });
      const seconds = (performance.now() - started) / 1_000;
      return { seconds, failed: code === 0 ? undefined : stderr.trim().split("\n")[0], cpuSeconds: 0, peakMb: 0 };
    },
    close() {},
  };
}
