import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repository } from "../tools/lib/engineVersion.mjs";
import { benchTenant } from "./lib/benchTenant.mjs";
import { markdownTable } from "./lib/markdownTable.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";

const load = createRequire(join(repository, "package.json"));
const grpc = load("@grpc/grpc-js");
const { ResourceProviderClient } = load("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = load("@pulumi/pulumi/proto/provider_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");

const PROVIDERS = {
  floor: `exports.handler = () => require(${JSON.stringify(join(repository, "bench/peers/floor/provider.js"))}).handler();`,
  ours: 'exports.handler = () => require("pulumi-sailpoint/dynamic/ConnectorCustomizer");',
};

/**
 * Starts the SDK's provider process as the engine does, and measures its first answers in milliseconds from the start: first a
 * check and a diff, as in an unchanged `up`, then a create.
 *
 * @param {"floor" | "ours"} peer
 */
async function providerStart(peer) {
  const { tenant, env } = await benchTenant({ limit: false, latencyMs: 0 });
  const started = performance.now();
  const child = spawn(process.execPath, [load.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], {
    cwd: join(repository, "examples/quickstart"),
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const port = await new Promise((found) => createInterface({ input: child.stdout }).once("line", found));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const call = (method, request) =>
      new Promise((done, failed) => client[method](request, (error, reply) => (error ? failed(error) : done(reply))));
    const props = (more) => Struct.fromJavaScript({ name: "a", ...more, __provider: PROVIDERS[peer] });
    const configure = new messages.ConfigureRequest();
    configure.setArgs(Struct.fromJavaScript({}));
    await call("configure", configure);
    const check = new messages.CheckRequest();
    check.setOlds(props({}));
    check.setNews(props({}));
    await call("check", check);
    const diff = new messages.DiffRequest();
    diff.setId("1");
    diff.setOlds(props({ tenantId: tenant.tenantId, created: "2026-01-01T00:00:00Z" }));
    diff.setNews(props({}));
    await call("diff", diff);
    const unchangedMs = performance.now() - started;
    const create = new messages.CreateRequest();
    create.setProperties(props({}));
    await call("create", create);
    client.close();
    return { unchangedMs, createMs: performance.now() - started };
  } finally {
    child.kill("SIGKILL");
    await tenant.close();
  }
}

/** Measures the provider process from its start to its first answers. Returns a Markdown table. */
export async function providerStartTable({ rounds, log }) {
  const results = [];
  for (let round = 0; round < rounds; round++) {
    log(`provider start, round ${round + 1} of ${rounds}`);
    results.push({ floor: await providerStart("floor"), ours: await providerStart("ours") });
  }
  const rows = [
    ["check and diff answered, as in an unchanged up", "unchangedMs"],
    ["and a create, with its token and listing", "createMs"],
  ].map(([what, key]) => [
    what,
    median(results.map(({ floor }) => floor[key])).toFixed(0),
    median(results.map(({ ours }) => ours[key])).toFixed(0),
    minAndMedian(results.map(({ floor, ours }) => ours[key] / floor[key])),
  ]);
  return markdownTable(["", "empty provider, ms", "ours, ms", "ours"], rows);
}
