import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repository } from "../tools/lib/engineVersion.mjs";
import { run } from "../tools/lib/run.mjs";
import { markdownTable } from "./lib/markdownTable.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";

const load = createRequire(join(repository, "package.json"));
const grpc = load("@grpc/grpc-js");
const { ResourceProviderClient } = load("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");

/** Milliseconds from the start of a plugin's process to its first answer. */
async function firstAnswer(folder) {
  const started = performance.now();
  const child = spawn(process.execPath, [join(repository, folder, "pulumi-resource-sailpoint")], {
    env: { ...process.env, BENCH_REPOSITORY: repository },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const port = await new Promise((found) => createInterface({ input: child.stdout }).once("line", found));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    await new Promise((done, failed) =>
      client.getPluginInfo(new Empty(), (error) => (error ? failed(error) : done(undefined))),
    );
    client.close();
    return performance.now() - started;
  } finally {
    child.kill("SIGKILL");
  }
}

async function bareNode() {
  const started = performance.now();
  await run(process.execPath, ["-e", "0"], {});
  return performance.now() - started;
}

/** Measures the plugin's process from its start to its first answer, beside bare Node.js. Returns a Markdown table. */
export async function pluginStartTable({ rounds, log }) {
  const results = [];
  for (let round = 0; round < rounds; round++) {
    log(`plugin start, round ${round + 1} of ${rounds}`);
    results.push({
      bare: await bareNode(),
      floor: await firstAnswer("bench/peers/pluginFloor"),
      plugin: await firstAnswer("plugin"),
    });
  }
  const middle = (of) => median(results.map(of)).toFixed(0);
  const ratio = (peer) => minAndMedian(results.map((one) => one[peer] / one.bare));
  return markdownTable(
    ["", "bare Node.js, ms", "empty plugin, ms", "plugin, ms", "empty plugin", "plugin"],
    [
      [
        "first answer",
        middle((one) => one.bare),
        middle((one) => one.floor),
        middle((one) => one.plugin),
        ratio("floor"),
        ratio("plugin"),
      ],
    ],
  );
}
