import { readFileSync } from "node:fs";
import { parse } from "yaml";

type Texts = Readonly<Record<string, string | number>>;

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly env?: Texts;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

export interface Job {
  readonly environment?: string;
  readonly env?: Texts;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

/** A workflow of GitHub Actions, as far as the examples use the format. Their keys are checked: an unknown one is an error. */
export interface Workflow {
  readonly on: {
    readonly pull_request?: { readonly branches: readonly string[] };
    readonly push?: { readonly branches: readonly string[] };
    readonly schedule?: readonly { readonly cron: string }[];
    readonly workflow_dispatch?: null;
  };
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly env?: Texts;
  readonly jobs: Readonly<Record<string, Job>>;
}

const WORKFLOW = ["name", "on", "permissions", "concurrency", "defaults", "env", "jobs"];
const JOB = ["runs-on", "timeout-minutes", "permissions", "environment", "env", "steps"];
const STEP = ["name", "if", "env", "run", "uses", "with"];

export function readWorkflow(path: string): Workflow {
  const workflow = parse(readFileSync(path, "utf8")) as Workflow;
  onlyKeys(path, workflow, WORKFLOW);
  onlyKeys(path, workflow.on, ["pull_request", "push", "schedule", "workflow_dispatch"]);
  for (const [name, job] of Object.entries(workflow.jobs)) {
    onlyKeys(`${path}: ${name}`, job, JOB);
    for (const step of job.steps) {
      onlyKeys(`${path}: ${name}: ${step.name ?? step.uses}`, step, STEP);
    }
  }
  return workflow;
}

function onlyKeys(where: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`${where} has ${unknown.join(", ")}, which these tests cannot run`);
  }
}
