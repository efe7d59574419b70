import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { inject, onTestFinished } from "vitest";
import { parse } from "yaml";
import type { Tenant } from "../../tenant";
import { FAST_START } from "./fast/env";
import { inProgramHost } from "./fast/programHost";
import { PASSPHRASE, PROJECT_NAME, STACK_NAME } from "./newStack";

export interface Run {
  readonly code: number | null;
  readonly output: string;
}

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** The `pulumi` that `npm test` has found or made; a test that needs it fails without. */
export function enginePath(): string {
  const path = process.env["PULUMI_SAILPOINT_ENGINE"];
  if (!path) {
    throw new Error("PULUMI_SAILPOINT_ENGINE is not set; run `npm test`, or set it to what `npm run engine` prints");
  }
  return path;
}

/** A Pulumi project of the test's own, on the real engine, with a file backend and a tenant. */
export class Project {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly engine: string = enginePath();
  /** Whether the engine's own language host runs the program, in a process of its own; default: false. */
  ownProcess = false;

  constructor(
    tenant: Pick<Tenant, "url" | "clientId" | "clientSecret">,
    env: NodeJS.ProcessEnv = {},
    base = resolve(".cache/test"),
  ) {
    mkdirSync(base, { recursive: true });
    this.folder = mkdtempSync(join(base, "project-"));
    mkdirSync(join(this.folder, "state"));
    writeFileSync(
      join(this.folder, "Pulumi.yaml"),
      `name: ${PROJECT_NAME}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`,
    );
    // Without one, the language host would take this repository's for the program's.
    writeFileSync(
      join(this.folder, "package.json"),
      JSON.stringify({ name: PROJECT_NAME, private: true, main: "index.js" }),
    );
    this.env = {
      PATH: [dirname(enginePath()), process.env["PATH"]].join(delimiter),
      HOME: process.env["HOME"],
      ...FAST_START,
      ...inject("keyServer"),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      PULUMI_STACK: STACK_NAME,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      SAIL_BASE_URL: tenant.url,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
      ...env,
    };
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Sets the program: the body of a CommonJS module that has `pulumi` and `sailpoint`. */
  program(body: string, from = "pulumi-sailpoint"): void {
    const head = `const pulumi = require("@pulumi/pulumi");\nconst sailpoint = require(${JSON.stringify(from)});\n`;
    writeFileSync(join(this.folder, "index.js"), head + body);
  }

  /** Starts the CLI; the engine's own language host runs the program. */
  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Run> } {
    const child = spawn(enginePath(), ["--non-interactive", ...args], {
      cwd: this.folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    child.stderr.on("data", (data) => {
      output += data;
    });
    const ended = new Promise<Run>((done, failed) => {
      child.once("error", failed);
      child.once("close", (code) => done({ code, output }));
    });
    return { child, ended };
  }

  /** Runs the CLI and waits for its end, whatever it is. */
  pulumi(...args: string[]): Promise<Run> {
    return this.#fitsProgramHost(args)
      ? inProgramHost(this.env, (address) => this.start(...args, "--client", address).ended)
      : this.start(...args).ended;
  }

  #fitsProgramHost([command = ""]: readonly string[]): boolean {
    const takesClient = ["up", "preview", "refresh", "destroy"].includes(command);
    const asPeopleRun = this.env["NODE_OPTIONS"] !== FAST_START.NODE_OPTIONS;
    const { runtime } = parse(readFileSync(join(this.folder, "Pulumi.yaml"), "utf8"));
    const inJavaScript = runtime.name === "nodejs" && runtime.options?.typescript === false;
    return takesClient && inJavaScript && !asPeopleRun && !this.ownProcess;
  }

  /** The same, where only success will do. */
  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(...args);
    if (code !== 0) {
      throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    }
    return output;
  }

  /** Makes the project's stack: a copy of one that the engine made, unless the project has a name of its own. */
  init(): void {
    const settings = readFileSync(join(this.folder, "Pulumi.yaml"), "utf8");
    if (settings.includes(`name: ${PROJECT_NAME}\n`)) {
      cpSync(inject("newStack"), this.folder, { recursive: true });
    } else {
      execFileSync(this.engine, ["--non-interactive", "stack", "init", STACK_NAME], {
        cwd: this.folder,
        env: this.env,
        stdio: "pipe",
      });
    }
  }

  up(...args: string[]): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** The stack's state as it lies on the disk. */
  stateText(): string {
    return readFileSync(join(this.folder, `state/.pulumi/stacks/${PROJECT_NAME}/${STACK_NAME}.json`), "utf8");
  }

  /** The resources of this package in the state. */
  resources(): StoredResource[] {
    const state = JSON.parse(this.stateText()) as { checkpoint: { latest: { resources?: StoredResource[] } } };
    return (state.checkpoint.latest.resources ?? []).filter(({ type }) => type.includes("sailpoint"));
  }
}
