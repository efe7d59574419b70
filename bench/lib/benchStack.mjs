import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { engineEnv } from "../../tools/lib/engineEnv.mjs";
import { repository } from "../../tools/lib/engineVersion.mjs";
import { run } from "../../tools/lib/run.mjs";

const RECORD_USAGE = join(repository, "bench/lib/recordUsage.cjs");

/** @typedef {{ seconds: number, failed: string | undefined, cpuSeconds: number, peakMb: number }} Measured */

/**
 * A stack of one peer's program, with its own file backend. A program of several files is copied; one in YAML is written before each
 * run.
 */
export class BenchStack {
  /**
   * @param {{ engine: string, env: Record<string, string>, program?: string, yaml?: (env: object) => string }} options
   *   `program`: a file of a peer; `yaml`: the text of `Pulumi.yaml`, if the program is in YAML
   */
  constructor({ engine, program, yaml, env }) {
    const base = join(repository, ".cache/bench");
    mkdirSync(base, { recursive: true });
    this.engine = engine;
    this.folder = mkdtempSync(join(base, "stack-"));
    this.probe = join(this.folder, "probe");
    this.yaml = yaml ?? (() => nodejsProject(program));
    if (program) {
      cpSync(dirname(program), this.folder, { recursive: true });
      writeFileSync(join(this.folder, "package.json"), JSON.stringify({ name: "bench-stack", private: true }));
    }
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: bench\nruntime: yaml\n");
    this.env = {
      // Other variables of the user could change the measurement.
      ...engineEnv(
        { engine, stateFolder: join(this.folder, "state") },
        { PATH: process.env.PATH, HOME: process.env.HOME },
      ),
      PULUMI_HOME: join(this.folder, "home"),
      NODE_OPTIONS: `--require "${RECORD_USAGE}"`,
      BENCH_PROBE: this.probe,
      BENCH_REPOSITORY: repository,
      ...env,
    };
  }

  async init() {
    await this.#cli(["stack", "init", "bench"], {});
  }

  /** @returns {Promise<Measured>} */
  async measure(args, env = {}) {
    rmSync(this.probe, { recursive: true, force: true });
    mkdirSync(this.probe);
    writeFileSync(join(this.folder, "Pulumi.yaml"), this.yaml(env));
    const started = performance.now();
    const { code, stdout, stderr } = await this.#cli([...args, "--yes", "--skip-preview"], env);
    const seconds = (performance.now() - started) / 1_000;
    const used = readdirSync(this.probe)
      .filter((name) => name.endsWith(".json"))
      .map((name) => JSON.parse(readFileSync(join(this.probe, name), "utf8")));
    return {
      seconds,
      failed: code === 0 ? undefined : (/error: .*/.exec(stdout + stderr)?.[0] ?? `ended with ${code}`),
      cpuSeconds: used.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      peakMb: Math.max(0, ...used.map(({ peakMb }) => peakMb)),
    };
  }

  /** The size of the state, with and without the stack traces of the language host, and of its largest serialized provider. */
  stateBytes() {
    const file = join(this.folder, "state/.pulumi/stacks/bench/bench.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
    const providers = checkpoint.latest.resources.map(({ inputs }) => inputs?.__provider).filter(Boolean);
    const withoutTraces = JSON.stringify(checkpoint, (key, value) =>
      key === "stackTrace" || key === "sourcePosition" ? undefined : value,
    );
    return {
      state: statSync(file).size,
      withoutTraces: withoutTraces.length,
      provider: Math.max(0, ...providers.map((text) => Buffer.byteLength(text))),
    };
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #cli(args, env) {
    return run(this.engine, [...args, "--non-interactive"], { cwd: this.folder, env: { ...this.env, ...env } });
  }
}

function nodejsProject(program) {
  return `name: bench\nmain: ${basename(program)}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`;
}
