import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { enginePath } from "../engine";

const PROJECT = { name: "payroll", version: "0.1.0", dependencies: { packer: "file:packer" } };
const PACKER = { version: "1.0.0", bin: { pack: "pack.mjs" } };
const FILES = {
  "package.json": JSON.stringify({ ...PROJECT, private: true, main: "index.js", scripts: { build: "pack" } }),
  "package-lock.json": JSON.stringify({
    name: "payroll",
    version: "0.1.0",
    lockfileVersion: 3,
    requires: true,
    packages: { "": PROJECT, "node_modules/packer": { resolved: "packer", link: true }, packer: PACKER },
  }),
  "packer/package.json": JSON.stringify({ name: "packer", ...PACKER }),
  ".gitignore": "dist/\nnode_modules/\n.npm/\n",
  "customizer.js":
    'exports.connectorCustomizer = async () => ({ handlers: new Map([["after:std:account:read", async (_, o) => o]]) });\n',
  "packer/pack.mjs": `#!/usr/bin/env node
import { createWriteStream, mkdirSync } from "node:fs";
import { ZipFile } from "yazl";
mkdirSync("dist", { recursive: true });
const zip = new ZipFile();
zip.addFile("customizer.js", "index.js");
zip.end();
zip.outputStream.pipe(createWriteStream("dist/payroll-0.1.0.zip"));
`,
  "index.js": `const pulumi = require("@pulumi/pulumi");
const sailpoint = require("pulumi-sailpoint");
const name = new pulumi.Config().get("connectorInstance") ?? "Payroll SaaS";
const payroll = new sailpoint.CustomizerDeployment("payroll", {
  name: "Payroll",
  archive: new pulumi.asset.FileArchive("./dist/payroll-0.1.0.zip"),
  connectorInstanceIds: [sailpoint.getConnectorInstanceOutput({ name }).id],
});
exports.customizerId = payroll.customizerId;
exports.version = payroll.version;
`,
};

/**
 * A git repository with a project that has the commands and paths of examples/payroll, and builds in no time. It installs its
 * packer; Node.js finds the other packages in this repository, where the clones are.
 */
export class PayrollRepository {
  readonly home = newFolder("pipeline-");
  readonly backend = pathToFileURL(folderIn(this.home, "state")).href;
  readonly passphrase = "passphrase of the stack";
  readonly #origin = folderIn(this.home, "origin");

  constructor() {
    // npm makes no such link for a command that is compiled after `npm ci`.
    symlinkSync(resolve("dist/cli/main.js"), join(folderIn(this.home, "node_modules/.bin"), "pulumi-sailpoint"));
    for (const [path, text] of Object.entries(FILES)) {
      this.write(path, text);
    }
    const project = readFileSync("examples/payroll/Pulumi.yaml", "utf8");
    this.write("Pulumi.yaml", project.replace("typescript: true", "typescript: false"));
    this.#git("init", "--quiet", "--initial-branch=main");
    execFileSync(enginePath(), ["stack", "init", "production"], {
      cwd: this.#origin,
      env: {
        ...this.env,
        PATH: this.pathWithEngine,
        PULUMI_BACKEND_URL: this.backend,
        PULUMI_CONFIG_PASSPHRASE: this.passphrase,
      },
      stdio: "pipe",
    });
  }

  /** What every machine of a pipeline has, before a step adds to it. */
  readonly env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: this.home,
    PULUMI_HOME: join(this.home, ".pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    npm_config_update_notifier: "false",
  };

  readonly pathWithEngine = [dirname(enginePath()), process.env["PATH"]].join(delimiter);

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#origin, path)), { recursive: true });
    writeFileSync(join(this.#origin, path), text);
  }

  /** Commits what was written. @returns the commit */
  commit(): string {
    this.#git("add", "--all");
    this.#git("commit", "--quiet", "--allow-empty", "--message", "change");
    return this.#git("rev-parse", "HEAD").trim();
  }

  /** A clone of the repository at its last commit. */
  checkout(): string {
    const folder = folderIn(this.home, `checkout-${crypto.randomUUID()}`);
    this.#git("clone", "--quiet", this.#origin, folder);
    return folder;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  #git(...args: string[]): string {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    return execFileSync("git", [...identity, ...args], { cwd: this.#origin, encoding: "utf8", stdio: "pipe" });
  }
}

function newFolder(prefix: string): string {
  mkdirSync(".cache/test", { recursive: true });
  return mkdtempSync(join(resolve(".cache/test"), prefix));
}

function folderIn(parent: string, name: string): string {
  mkdirSync(join(parent, name), { recursive: true });
  return join(parent, name);
}
