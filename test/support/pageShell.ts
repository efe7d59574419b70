import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const SERVER = /^npx pulumi-sailpoint tenant\b/;

/** Runs a page's blocks as somebody does who pastes them into one terminal, and what serves into a second one. */
export class PageShell {
  folder: string;
  env: NodeJS.ProcessEnv;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.env = env;
  }

  /** Runs a block. The next one finds its folder and its exported variables. @throws Error with the output if it fails */
  run(script: string): Promise<string> {
    return SERVER.test(script) ? this.#serve(script) : this.#run(script);
  }

  async #run(script: string): Promise<string> {
    const left = join(mkdtempSync(join(tmpdir(), "pulumi-sailpoint-shell-")), "env");
    const child = spawn("bash", ["-e", "-o", "pipefail", "-c", `${script}\n{ pwd; env -0; } > "${left}"`], {
      cwd: this.folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    const code = await new Promise((done) => child.once("close", done));
    if (code !== 0) {
      throw new Error(`${script}\nended with ${code}:\n${output}`);
    }
    const [folder = "", ...rest] = readFileSync(left, "utf8").split("\n");
    this.folder = folder;
    const entries = rest.join("\n").split("\0").filter(Boolean);
    this.env = Object.fromEntries(entries.map((entry) => entry.split(/=(.*)/s).slice(0, 2)));
    return output;
  }

  /** Starts a block that serves, and pastes the `export` lines that it prints. */
  async #serve(script: string): Promise<string> {
    const child = spawn("bash", ["-c", script], {
      cwd: this.folder,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const ended = new Promise((done) => child.once("close", done));
    onTestFinished(async () => {
      process.kill(-(child.pid ?? 0), "SIGINT");
      await ended;
    });
    let output = "";
    child.stderr.on("data", (data) => {
      output += data;
    });
    await new Promise<void>((done, failed) => {
      child.stdout.on("data", (data) => {
        output += data;
        if (/^export SAIL_CLIENT_SECRET=.*\n/m.test(output)) {
          done();
        }
      });
      child.once("close", () => failed(new Error(`${script}\nended:\n${output}`)));
    });
    await this.#run(output.match(/^export .*$/gm)?.join("\n") ?? "");
    return output;
  }
}
