/**
 * Preloaded into the Node.js processes that tests start. Most of the time of such a process goes into loading the Pulumi SDK, and the
 * tests start some two thousand. Modules are found and compiled once for all of them, and what the SDK needs only for a function
 * that it writes into the state is loaded if it is used.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, sep } = require("node:path");
const { constants, Script } = require("node:vm");

const REPOSITORY = join(__dirname, "../../..");
const PACKAGES = join(REPOSITORY, "node_modules") + sep;
const FOLDER = join(REPOSITORY, ".cache/compiled", process.version);
/** Modules by name, each with the file that asks for it. */
const LOADED_IF_USED = new Map([
  ["typescript", /typescript-shim\.js$/],
  ["@npmcli/arborist", /closure[\\/]codePaths\.js$/],
  ["normalize-package-data", /closure[\\/]codePaths\.js$/],
  ["./automation", /@pulumi[\\/]pulumi[\\/]index\.js$/],
]);
const newScripts = new Map();

const compile = Module.prototype._compile;
Module.prototype._compile = function (source, filename, ...others) {
  if (!filename.startsWith(PACKAGES) || source.startsWith("#!")) {
    return compile.call(this, source, filename, ...others);
  }
  const cachedFile = join(FOLDER, createHash("sha1").update(filename).update(source).digest("hex"));
  const script = scriptOf(source, filename, contentOf(cachedFile));
  if (!script) {
    return compile.call(this, source, filename, ...others);
  }
  if (script.cachedDataRejected !== false) {
    newScripts.set(cachedFile, script);
  }
  const run = script.runInThisContext();
  return run.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
};

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const loadNow = () => load.call(this, request, parent, isMain);
  return LOADED_IF_USED.get(request)?.test(parent?.filename) ? ifUsed(loadNow) : loadNow();
};

// What a module of a package asks for is where it was, as long as the same packages are installed.
const filesFile = join(
  FOLDER,
  `files-${statSync(join(PACKAGES, ".package-lock.json"), { throwIfNoEntry: false })?.mtimeMs}.json`,
);
let files;
let newFiles = false;
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
  const find = () => resolveFilename.call(this, request, parent, isMain, options);
  if (options || !parent?.filename?.startsWith(PACKAGES)) {
    return find();
  }
  files ??= JSON.parse(contentOf(filesFile) ?? "{}");
  const key = `${dirname(parent.filename).slice(PACKAGES.length)} ${request}`;
  if (files[key] === undefined) {
    files[key] = find();
    newFiles = true;
  }
  return files[key];
};

// At the end, what is cached includes the functions that were called.
process.once("exit", () => {
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, script] of newScripts) {
    writeWhole(file, script.createCachedData());
  }
  if (newFiles) {
    writeWhole(filesFile, JSON.stringify(files));
  }
});

function writeWhole(file, content) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

/** Undefined for an ES module, which Node.js compiles otherwise. */
function scriptOf(source, filename, cachedData) {
  try {
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new Script(Module.wrap(source), { filename, cachedData, importModuleDynamically });
  } catch {
    return undefined;
  }
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  return Object.assign(require, { main: process.mainModule, extensions: Module._extensions, cache: Module._cache });
}

/** A module that is loaded as soon as somebody asks for one of its exports. */
function ifUsed(load) {
  let loaded;
  const value = () => {
    loaded ??= load();
    return loaded;
  };
  // TypeScript's `import *` copies every export, unless the module says that it comes from ES.
  return new Proxy({}, { get: (_, key) => key === "__esModule" || value()[key], has: (_, key) => key in value() });
}
