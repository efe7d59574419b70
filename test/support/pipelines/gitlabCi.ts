import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { bash } from "./bash";
import type { PayrollRepository } from "./payrollRepository";

const exec = promisify(execFile);
/** Compiling the schema takes longer than all the rest. */
const NO_SCHEMA = "--json-schema-validation=false";
const PARSER = join(createRequire(__filename).resolve("gitlab-ci-local/package.json"), "../src/index.js");

type Texts = Readonly<Record<string, string>>;

interface Job {
  readonly image: { readonly name: string };
  readonly environment?: { readonly name: string };
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly artifacts?: { readonly when: string; readonly paths: readonly string[] };
}

export interface Pipeline {
  /** What GitLab sets for this event. */
  readonly event: Texts;
  /** What is set in the project's settings. */
  readonly variables: Texts;
  /** The same, for one environment only. */
  readonly environments?: Readonly<Record<string, Texts>>;
}

export interface Result {
  readonly job: string;
  readonly status: "success" | "failed";
  readonly log: string;
  readonly artifacts: readonly string[];
}

/** What gitlab-ci-local says against the `.gitlab-ci.yml` of a repository, which it compares with GitLab's schema. */
export async function faultsOf(files: PayrollRepository): Promise<string> {
  try {
    await gitlab(files.checkout(), files, ["--list-json"]);
    return "";
  } catch (error) {
    return String(error);
  }
}

/** Runs the `.gitlab-ci.yml` of a repository as GitLab does. gitlab-ci-local expands it and evaluates its rules; bash runs the scripts. */
export async function runPipeline(files: PayrollRepository, pipeline: Pipeline): Promise<Result[]> {
  const folder = files.checkout();
  const { event } = pipeline;
  const set = Object.entries(event).flatMap(([key, value]) => ["--variable", `${key}=${value}`]);
  // Without the option, a warning about the event's variables stands before the JSON.
  const ignored = ["--ignore-predefined-vars", Object.keys(event).join(",")];
  const listed = JSON.parse(await gitlab(folder, files, ["--list-json", NO_SCHEMA, ...ignored, ...set])) as {
    name: string;
    when: string;
  }[];
  const expanded = parse(await gitlab(folder, files, ["--preview", NO_SCHEMA])) as {
    readonly variables: Texts;
    readonly [job: string]: unknown;
  };
  const results: Result[] = [];
  for (const { name } of listed.filter(({ when }) => when !== "never")) {
    results.push(await runJob(name, expanded[name] as Job, expanded.variables, { folder, files, pipeline }));
  }
  return results;
}

async function gitlab(folder: string, files: PayrollRepository, args: readonly string[]): Promise<string> {
  const options = { cwd: folder, env: files.env, maxBuffer: 1e7 };
  return (await exec(process.execPath, [PARSER, ...args], options)).stdout;
}

async function runJob(
  name: string,
  job: Job,
  global: Texts,
  { folder, files, pipeline }: { folder: string; files: PayrollRepository; pipeline: Pipeline },
): Promise<Result> {
  const env = {
    ...files.env,
    // The image brings Pulumi.
    PATH: files.pathWithEngine,
    CI: "true",
    ...global,
    ...pipeline.variables,
    ...pipeline.environments?.[job.environment?.name ?? ""],
    ...pipeline.event,
  };
  const main = await script([...(job.before_script ?? []), ...job.script], { folder, env });
  const status = main.code === 0 ? "success" : "failed";
  const after = await script(job.after_script ?? [], { folder, env: { ...env, CI_JOB_STATUS: status } });
  const paths = job.artifacts?.paths ?? [];
  return {
    job: name,
    status,
    log: main.log + after.log,
    artifacts: paths.filter((path) => existsSync(join(folder, path))),
  };
}

function script(commands: readonly string[], where: Parameters<typeof bash>[2]): ReturnType<typeof bash> {
  return bash(["--noprofile", "--norc", "-eo", "pipefail"], commands.join("\n"), where);
}
