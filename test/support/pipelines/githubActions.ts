import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_VERSION } from "../../../tools/lib/engineVersion.mjs";
import { bash } from "./bash";
import { type Contexts, expand, isDue } from "./expressions";
import type { PayrollRepository } from "./payrollRepository";
import { type Job, readWorkflow, type Step, type Workflow } from "./workflow";

export type Event =
  | { readonly name: "push" }
  | { readonly name: "schedule" }
  | { readonly name: "pull_request"; readonly number: number; readonly fork?: boolean };

type Settings = Readonly<Record<string, string>>;

/** What is set in the repository on GitHub. */
export interface Repository {
  readonly files: PayrollRepository;
  readonly apiUrl: string;
  readonly vars: Settings;
  readonly secrets: Settings;
  /** The secrets of each environment; they come before the repository's. */
  readonly environments: Readonly<Record<string, Settings>>;
}

export interface Result {
  readonly status: "success" | "failure";
  readonly log: string;
  readonly summary: string;
  /** The titles of the steps that ran to their end, with success. */
  readonly passed: readonly string[];
  readonly skipped: readonly string[];
}

const NAME = "example/payroll";
const TOKEN = "token-of-the-run";

/** Runs the only job of a workflow file, step by step, as GitHub's runner does. */
export async function runWorkflow(path: string, event: Event, repository: Repository): Promise<Result> {
  const workflow = readWorkflow(path);
  if (!isTriggered(workflow, event)) {
    throw new Error(`${path} does not run for the event ${event.name}`);
  }
  const [job, ...others] = Object.values(workflow.jobs);
  if (!job || others.length > 0) {
    throw new Error(`${path} must have one job`);
  }
  const run = new Run(workflow, job, event, repository);
  for (const step of job.steps) {
    await run.step(step);
  }
  return run.result();
}

function isTriggered({ on }: Workflow, { name }: Event): boolean {
  return name === "schedule" ? on.schedule !== undefined : on[name]?.branches.includes("main") === true;
}

class Run {
  #status: "success" | "failure" = "success";
  #log = "";
  readonly #passed: string[] = [];
  readonly #skipped: string[] = [];
  readonly #folder: string;
  #path: string | undefined;
  /** What `actions/checkout` brings; before it, the folder is empty. */
  #checkedOut = false;

  constructor(
    readonly workflow: Workflow,
    readonly job: Job,
    readonly event: Event,
    readonly repository: Repository,
  ) {
    this.#folder = repository.files.checkout();
    this.#path = repository.files.env["PATH"];
    for (const file of ["env", "output", "summary"]) {
      writeFileSync(this.#file(file), "");
    }
  }

  async step(step: Step): Promise<void> {
    const title = step.name ?? step.uses ?? "";
    const contexts = this.#contexts();
    if (!isDue(step.if, contexts)) {
      this.#skipped.push(title);
      return;
    }
    if (step.uses) {
      this.#use(step);
    } else if (!(await this.#run(step, contexts))) {
      this.#status = "failure";
      return;
    }
    this.#passed.push(title);
  }

  result(): Result {
    return {
      status: this.#status,
      log: this.#log,
      summary: readFileSync(this.#file("summary"), "utf8"),
      passed: this.#passed,
      skipped: this.#skipped,
    };
  }

  /** Plays the actions that prepare the machine. */
  #use({ uses = "", with: inputs = {} }: Step): void {
    const [action, version = ""] = uses.split("@");
    if (!/^[0-9a-f]{40}$/.test(version)) {
      throw new Error(`${uses} is not pinned to a commit`);
    }
    if (action === "actions/checkout") {
      this.#checkedOut = true;
    } else if (action === "actions/setup-node") {
      if (Number(inputs["node-version"]) < 22 || !existsSync(join(this.#folder, "package-lock.json"))) {
        throw new Error("actions/setup-node needs a version of Node.js, and a lockfile for its cache");
      }
    } else if (action === "pulumi/actions" && inputs["command"] === undefined) {
      if (`v${inputs["pulumi-version"]}` !== ENGINE_VERSION) {
        throw new Error(`${uses} installs another Pulumi than ${ENGINE_VERSION}, which these tests run`);
      }
      this.#path = this.repository.files.pathWithEngine;
    } else {
      throw new Error(`These tests cannot play ${uses}`);
    }
  }

  async #run(step: Step, contexts: Contexts): Promise<boolean> {
    if (!this.#checkedOut) {
      throw new Error("A step runs before actions/checkout");
    }
    const bashOfThisStep = this.workflow.defaults?.run.shell === "bash" ? ["-eo", "pipefail"] : ["-e"];
    const { code, log } = await bash(["--noprofile", "--norc", ...bashOfThisStep], expand(step.run ?? "", contexts), {
      folder: this.#folder,
      env: { ...this.#environment(), ...this.#expanded(step.env, contexts) },
    });
    this.#log += log;
    return code === 0;
  }

  #environment(): NodeJS.ProcessEnv {
    const contexts = this.#contexts();
    const set = readFileSync(this.#file("env"), "utf8").split("\n").filter(Boolean);
    return {
      ...this.repository.files.env,
      PATH: this.#path,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: this.repository.apiUrl,
      GITHUB_REPOSITORY: NAME,
      GITHUB_ENV: this.#file("env"),
      GITHUB_OUTPUT: this.#file("output"),
      GITHUB_STEP_SUMMARY: this.#file("summary"),
      ...this.#expanded(this.workflow.env, contexts),
      ...this.#expanded(this.job.env, contexts),
      ...Object.fromEntries(set.map((line) => [line.split("=", 1)[0], line.slice(line.indexOf("=") + 1)])),
    };
  }

  #expanded(env: Step["env"], contexts: Contexts): NodeJS.ProcessEnv {
    return Object.fromEntries(Object.entries(env ?? {}).map(([key, value]) => [key, expand(String(value), contexts)]));
  }

  #contexts(): Contexts {
    const { event, job, repository } = this;
    const isFork = event.name === "pull_request" && event.fork === true;
    const pullRequest = event.name === "pull_request" && {
      number: event.number,
      head: { sha: "0".repeat(40), repo: { full_name: isFork ? "somebody/payroll" : NAME } },
    };
    return {
      github: {
        repository: NAME,
        server_url: "https://github.example.com",
        run_id: "1",
        token: TOKEN,
        event: pullRequest ? { pull_request: pullRequest } : {},
      },
      vars: repository.vars,
      secrets: isFork ? {} : { ...repository.secrets, ...repository.environments[job.environment ?? ""] },
      job: { status: this.#status },
    };
  }

  #file(name: string): string {
    return `${this.#folder}.${name}`;
  }
}
