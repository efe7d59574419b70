import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readZip } from "../provider/archive/readZip";
import type { ChildReport } from "./loadInChild";

/** How the code is loaded. */
export interface LoadOptions {
  /** The source's configuration. Default: an empty object. */
  readonly config: Record<string, unknown> | undefined;
  /** Milliseconds until the child process is ended. */
  readonly timeoutMs: number;
}

/** The operations that a customizer handles, or why it could not be loaded. */
export interface Loaded {
  readonly operations?: readonly string[];
  readonly problem?: string;
}

const MAX_STDERR = 2_000;
const DRAIN_MS = 300;
const SHORTEST_SECRET = 4;

/** Unpacks a zip and loads its `index.js` in a child process, as SailPoint does: alone, with the source's configuration. */
export async function loadCustomizer(zip: Buffer, options: LoadOptions): Promise<Loaded> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-sailpoint-check-")));
  try {
    await readZip(zip, "the archive", {
      unpackTo: async (path) => {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        return file;
      },
    });
    const report = await runChild(folder, options);
    if (report.operations) {
      return { operations: report.operations };
    }
    const hint =
      report.mayNeedConfig && options.config === undefined
        ? ". Many customizers read the source's configuration when they are loaded: pass it with --config FILE"
        : "";
    const problem = withoutFolder(`index.js cannot be loaded: ${report.problem}`, folder);
    return { problem: withoutSecrets(problem, options.config).replace(/\.$/, "") + hint };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runChild(folder: string, { config = {}, timeoutMs }: LoadOptions): Promise<ChildReport> {
  // Neither the home folder nor the credentials of this process: SailPoint has none of them.
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, CONNECTOR_CONFIG: Buffer.from(JSON.stringify(config)).toString("base64") };
  const child = spawn(process.execPath, [join(__dirname, "loadInChild.js"), folder], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let stderr = "";
  child.stderr?.on("data", (data) => {
    stderr = (stderr + data).slice(-MAX_STDERR);
  });
  return new Promise((done) => {
    let report: ChildReport | undefined;
    const timer = setTimeout(() => {
      report ??= { problem: `it took longer than ${timeoutMs / 1_000} s (--timeout SECONDS)` };
      child.kill("SIGKILL");
    }, timeoutMs);
    child.once("message", (message) => {
      report ??= message as ChildReport;
      child.kill("SIGKILL");
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      done({ problem: error.message });
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      // A process that the code started may keep stderr open: what has not arrived soon is not waited for.
      const finish = () => {
        clearTimeout(draining);
        child.stderr?.destroy();
        const reason = reasonIn(stderr);
        const end = `its process ended with ${signal ?? code} while it was loaded`;
        done(report ?? { problem: reason ? `${end}: ${reason}` : end });
      };
      const draining = setTimeout(finish, DRAIN_MS);
      child.once("close", finish);
    });
  });
}

/** What a process wrote before its end: the error of Node.js, else the last line. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.trim().split(/\r?\n/);
  return lines.findLast((line) => /^(?:FATAL ERROR|\w*Error)\b/.test(line)) ?? lines.at(-1);
}

/** The temporary folder is gone when the message is read: paths begin at the top of the archive. */
function withoutFolder(text: string, folder: string): string {
  return [pathToFileURL(folder).href, folder]
    .reduce(
      (shown, prefix) => shown.replaceAll(`${prefix}/`, "").replaceAll(`${prefix}\\`, "").replaceAll(prefix, "."),
      text,
    )
    .trim();
}

/** An exception's message may repeat the configuration, which holds the source's credentials. */
function withoutSecrets(text: string, config: unknown): string {
  return textsOf(config)
    .filter((value) => value.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
    .reduce((shown, value) => shown.replaceAll(value, "[from --config]"), text);
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
