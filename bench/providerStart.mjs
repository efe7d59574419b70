import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repository } from "../tools/lib/engineVersion.mjs";
import { benchTenant } from "./lib/benchTenant.mjs";

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
 * Starts the SDK's provider process as the engine does, and times its first answers, in milliseconds from the start: to a
 * check and a diff, as in an unchanged `up`, and then to a create.
 *
 * @param {"floor" | "ours"} peer
 */
export async function providerStart(peer) {
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
