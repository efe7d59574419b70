import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readZip } from "../provider/archive/readZip";
import { endGroup, endGroupOnSignals } from "./endGroup";
import type { ChildReport } from "./loadInChild";
import { withoutConfig } from "./withoutConfig";

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
/** A line of a native or JavaScript stack, as Node.js writes it if a process is aborted. */
const STACK_LINE = /^\s*(?:\d+: |-{5} .* stack trace -{5})|^\s+at /;

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
    return { problem: withoutConfig(problem, options.config).replace(/\.$/, "") + hint };
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
    // With a group of its own, the processes that the code starts can be ended with it.
    detached: process.platform !== "win32",
    env,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const stopListening = endGroupOnSignals(child);
  let stderr = "";
  child.stderr?.on("data", (data) => {
    stderr = (stderr + data).slice(-MAX_STDERR);
  });
  return new Promise((done) => {
    let report: ChildReport | undefined;
    const timer = setTimeout(() => {
      report ??= { problem: `it took longer than ${timeoutMs / 1_000} s (--timeout SECONDS)` };
      endGroup(child);
    }, timeoutMs);
    child.once("message", (message) => {
      report ??= message as ChildReport;
      endGroup(child);
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      stopListening();
      done({ problem: error.message });
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      stopListening();
      endGroup(child);
      // A process that left the group may keep stderr open: what has not arrived soon is not waited for.
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

/** What a process wrote before its end: the error of Node.js, else the last line. Stacks hold paths of this machine. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !STACK_LINE.test(line))
    .map((line) => line.trim());
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
