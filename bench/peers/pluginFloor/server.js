// The floor of a plugin in JavaScript: it has our schema, inputs and outputs, and answers at once, without any request.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createRequire } = require("node:module");

const load = createRequire(join(process.env.BENCH_REPOSITORY, "package.json"));
const grpc = load("@grpc/grpc-js");
const { ResourceProviderService } = load("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = load("@pulumi/pulumi/proto/provider_pb.js");
const { PluginInfo } = load("@pulumi/pulumi/proto/plugin_pb.js");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");

let next = 0;

function withOutputs(inputs) {
  const known = { tenantId: "0f8fad5b-d9cb-469f-a165-70867728950e", created: "2026-01-01T00:00:00.000Z" };
  return Struct.fromJavaScript({ ...inputs.toJavaScript(), ...known });
}

function reply(kind, fields) {
  const made = new messages[kind]();
  for (const [field, value] of Object.entries(fields)) {
    made[`set${field}`](value);
  }
  return made;
}

const calls = {
  handshake: () => reply("ProviderHandshakeResponse", { AcceptSecrets: true }),
  getPluginInfo() {
    const info = new PluginInfo();
    info.setVersion("0.0.0");
    return info;
  },
  getSchema: () =>
    reply("GetSchemaResponse", {
      Schema: readFileSync(join(process.env.BENCH_REPOSITORY, "plugin/schema.json"), "utf8"),
    }),
  checkConfig: (request) => reply("CheckResponse", { Inputs: request.getNews() }),
  diffConfig: () => reply("DiffResponse", { Changes: messages.DiffResponse.DiffChanges.DIFF_NONE }),
  configure: () => reply("ConfigureResponse", { Acceptsecrets: true, Supportspreview: true }),
  check: (request) => reply("CheckResponse", { Inputs: request.getNews() }),
  diff(request) {
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const [olds, news] = [request.getOlds().toJavaScript(), request.getNews().toJavaScript()];
    return reply("DiffResponse", { Changes: olds.name === news.name ? DIFF_NONE : DIFF_SOME });
  },
  create: (request) =>
    reply("CreateResponse", {
      Id: `00000000-0000-4000-8000-${String(next++).padStart(12, "0")}`,
      Properties: withOutputs(request.getProperties()),
    }),
  read: (request) =>
    reply("ReadResponse", {
      Id: request.getId(),
      Properties: request.getProperties(),
      Inputs: request.getInputs(),
    }),
  update: (request) => reply("UpdateResponse", { Properties: withOutputs(request.getNews()) }),
  delete: () => new Empty(),
  cancel: () => new Empty(),
};

const implementation = Object.fromEntries(
  Object.entries(calls).map(([name, call]) => [name, ({ request }, done) => done(null, call(request))]),
);
const server = new grpc.Server();
server.addService(ResourceProviderService, implementation);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.stdout.write(`${port}\n`);
});
