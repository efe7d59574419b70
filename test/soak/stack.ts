import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Tenant } from "../../tenant";
import { dropEmptyAttributes } from "../../tools/lib/dropEmptyAttributes.mjs";
import { killTree } from "../support/killTree";
import type { SoakHost } from "./hosts";
import { EMPTY_PROGRAM, type Program } from "./program";
import { StateSnapshot } from "./snapshots";
import { PROJECT, STACK, TYPES } from "./urns";

/** How an engine's run ended. */
export interface Ended {
  /** Null if the engine was killed. */
  readonly code: number | null;
  readonly output: string;
  /** Whether the run took longer than its time limit and was ended. */
  readonly hung: boolean;
}

/** A running engine. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

export interface StackOptions {
  /** The path of `pulumi`. */
  readonly engine: string;
  /** Gets the stack's files. */
  readonly folder: string;
  readonly host: SoakHost;
}

const LIMIT_MS = 120_000;
const PIPES_MS = 1_000;

/** A Pulumi stack of its own on the real engine, with a file backend. */
export class Stack {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #engine: string;
  readonly #host: SoakHost;

  constructor(tenant: Pick<Tenant, "url" | "clientId" | "clientSecret">, { engine, folder: base, host }: StackOptions) {
    mkdirSync(base, { recursive: true });
    this.#engine = engine;
    this.#host = host;
    this.#folder = mkdtempSync(join(base, "stack-"));
    mkdirSync(join(this.#folder, "state"));
    this.declare(EMPTY_PROGRAM);
    this.#env = {
      PATH: [dirname(engine), process.env["PATH"]].join(delimiter),
      HOME: process.env["HOME"],
      PULUMI_HOME: join(base, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "soak",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      SAIL_BASE_URL: tenant.url,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
      SAIL_RETRY_TIMEOUT: "20s",
      SAIL_REQUEST_TIMEOUT: "5s",
    };
  }

  /** Replaces what the program declares. */
  declare(program: Program): void {
    for (const [name, text] of Object.entries(this.#host.files(program))) {
      writeFileSync(join(this.#folder, name), text);
    }
  }

  /** Starts the engine. A run that takes longer than two minutes is ended. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const { types } = this.#host;
    const ownArgs = args.map((arg) => arg.replaceAll(TYPES, types));
    const child = spawn(this.#engine, [...ownArgs, "--non-interactive"], {
      cwd: this.#folder,
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid ?? 0;
    let output = "";
    let hung = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    const limit = setTimeout(() => {
      hung = true;
      killTree(pid);
    }, LIMIT_MS);
    const ended = new Promise<Ended>((done, failed) => {
      child.once("error", failed);
      child.once("exit", (code) => {
        clearTimeout(limit);
        const end = () => done({ code, output, hung });
        child.once("close", end);
        // A process that outlives the engine may hold the other end of the pipes.
        setTimeout(end, PIPES_MS).unref();
      });
    });
    return { pid, ended };
  }

  run(args: readonly string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  async init(): Promise<void> {
    const { code, output } = await this.run(["stack", "init", STACK]);
    if (code !== 0) {
      throw new Error(`pulumi stack init ended with ${code}:\n${output}`);
    }
  }

  /** Frees the stack after its engine was killed, as a user does. */
  async cancel(): Promise<void> {
    dropEmptyAttributes(join(this.#folder, "state"));
    await this.run(["cancel", "--yes"]);
  }

  /** Reorders a state whose resources come before their dependencies. */
  async repair(): Promise<void> {
    await this.run(["state", "repair", "--yes"]);
  }

  state(): StateSnapshot {
    const path = join(this.#folder, `state/.pulumi/stacks/${PROJECT}/${STACK}.json`);
    const state = JSON.parse(this.#inModel(readFileSync(path, "utf8"))) as {
      checkpoint: { latest?: { resources?: ConstructorParameters<typeof StateSnapshot>[0] } };
    };
    return new StateSnapshot(state.checkpoint.latest?.resources ?? []);
  }

  /** The types in a state's text, as the model has them. */
  #inModel(state: string): string {
    const kinds = "(?=ConnectorCustomizer)";
    return state.replace(new RegExp(`${this.#host.types}${kinds}`, "g"), TYPES);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
