/**
 * A language host that runs the program of a JavaScript project in its own process, as the Automation API runs an inline program. The
 * engine's own one starts a second process, and reads the manifest of every installed package before. `programHost.ts` starts it.
 */
const grpc = require("@grpc/grpc-js");
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const { createRequire } = require("node:module");
const { join, sep } = require("node:path");

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  getPluginInfo: (call, callback) => new LanguageServer().getPluginInfo(call, callback),
  getRequiredPlugins: (call, callback) => new LanguageServer().getRequiredPlugins(call, callback),
  run(call, callback) {
    const folder = call.request.getPwd();
    process.chdir(folder);
    new LanguageServer(() => runProgram(folder)).run(call, callback);
  },
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.send(port);
});
process.once("disconnect", () => process.exit());

/** Loads the program, and this package with it, anew: an `up` runs it for its preview and again for the update. */
async function runProgram(folder) {
  for (const file of Object.keys(require.cache)) {
    if (!file.includes(`${sep}node_modules${sep}`)) {
      delete require.cache[file];
    }
  }
  const outputs = await createRequire(join(folder, "package.json"))("./index.js");
  return typeof outputs === "function" ? outputs() : outputs;
}
