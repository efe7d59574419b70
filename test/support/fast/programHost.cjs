/**
 * A language host that stays: it runs programs one after another in one process, as the Automation API runs inline programs. A process
 * of its own for each program takes more time than the rest of a run. `programHosts.ts` starts it, and leaves the environment of
 * each project's programs in a file beside its folder.
 */
const grpc = require("@grpc/grpc-js");
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join, sep } = require("node:path");

const ownEnvironment = { ...process.env };
let running;

const server = new grpc.Server();
server.addService(LanguageRuntimeService, {
  getPluginInfo: (call, callback) => new LanguageServer().getPluginInfo(call, callback),
  getRequiredPlugins: (call, callback) => new LanguageServer().getRequiredPlugins(call, callback),
  run,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.send(port);
});
process.once("disconnect", () => process.exit());

function run(call, callback) {
  const folder = call.request.getPwd();
  if (running) {
    callback(
      new Error(`The program of ${running.request.getPwd()} runs here now; one beside it needs its own process`),
    );
    return;
  }
  running = call;
  const end = () => {
    if (running === call) {
      running = undefined;
      setEnvironment(ownEnvironment);
    }
  };
  call.on("cancelled", end);
  process.chdir(folder);
  setEnvironment(JSON.parse(readFileSync(`${folder}.env.json`, "utf8")));
  new LanguageServer(() => runProgram(folder)).run(call, (error, reply) => {
    end();
    callback(error, reply);
  });
}

function setEnvironment(env) {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, env);
}

/** Loads the program, and this package with it, as a new process would. */
async function runProgram(folder) {
  for (const file of Object.keys(require.cache)) {
    if (!file.includes(`${sep}node_modules${sep}`) && !file.startsWith(__dirname)) {
      delete require.cache[file];
    }
  }
  const outputs = await createRequire(join(folder, "package.json"))("./index.js");
  return typeof outputs === "function" ? outputs() : outputs;
}
