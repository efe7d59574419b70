import "./lib/endOnOldNode.mjs";
import { delimiter, join } from "node:path";
import { commandLine } from "./lib/commandLine.mjs";
import { repository } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { findOrMakeLanguageHost } from "./lib/findOrMakeLanguageHost.mjs";
import { prepare } from "./lib/prepare.mjs";
import { run } from "./lib/run.mjs";

const log = (line) => process.stderr.write(`${line}\n`);
const command = "npm run soak --";
const { values } = commandLine({
  command,
  does: `Runs random operations on the real engine and the embedded tenant against a model of ownership. It stops at the first
violation and shows the shortest history that was found.`,
  options: {
    minutes: { value: "M", help: "how long new histories start (default: 10)" },
    seed: { value: "S", help: "seed of the first history (default: random)" },
    path: { value: "P", help: "shrink path of a violation, to replay its shortest history" },
    histories: { value: "N", help: "most histories (default: no limit)" },
    longest: { value: "N", help: "most operations of a history (default: 12)" },
    host: { value: "HOST", help: "how programs reach the provider: dynamic (default) or plugin" },
    "no-kills": { help: "never kill the engine" },
    "shrink-minutes": { value: "M", help: "how long a violating history is shortened (default: 10)" },
    "keep-going": { help: "go on after a violation, and do not shorten it" },
  },
  next: `after a violation, run the line that follows "Replay:". The moments of kills and the order of concurrent requests are
not part of the seed, so it may need several attempts.`,
});

function number(name, isValid, what) {
  const text = values[name];
  if (text !== undefined && !isValid(text)) {
    log(`error: --${name} ${text}: it must be ${what}.\nRun \`${command} --help\` for what it takes.`);
    process.exit(2);
  }
  return text === undefined ? undefined : Number(text);
}

const whole = (name) => number(name, (text) => /^\d{1,10}$/.test(text), "a whole number");
const positive = (name) => number(name, (text) => Number(text) > 0, "a number above 0");

const { host = "dynamic", path } = values;
if (!["dynamic", "plugin"].includes(host)) {
  log(`error: --host ${host}: it must be dynamic or plugin.\nRun \`${command} --help\` for what it takes.`);
  process.exit(2);
}
const options = {
  minutes: positive("minutes") ?? 10,
  seed: whole("seed") ?? Math.floor(Math.random() * 1_000_000_000),
  path,
  histories: whole("histories"),
  longest: whole("longest"),
  kills: !values["no-kills"],
  host,
  keepGoing: values["keep-going"],
  shrinkMinutes: positive("shrink-minutes"),
};

const node = (args, more) => run(process.execPath, args, { cwd: repository, ...more });

try {
  await prepare(log);
  const engine = process.env.PULUMI_SAILPOINT_ENGINE ?? (await findOrMakeEngine(log));
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  const compiled = await node([compiler, "-p", "test/soak/tsconfig.json"]);
  if (compiled.code !== 0) {
    throw new Error(`Could not compile test/soak:\n${compiled.stdout}${compiled.stderr}`);
  }
  // The programs that use the plugin are in YAML.
  const yaml = host === "plugin" ? [await findOrMakeLanguageHost("yaml", engine, log)] : [];
  const { code } = await node([join(repository, ".cache/soak/test/soak/main.js"), JSON.stringify(options)], {
    stdio: "inherit",
    env: {
      ...process.env,
      PULUMI_SAILPOINT_ENGINE: engine,
      PATH: [...yaml, process.env.PATH].join(delimiter),
    },
  });
  process.exitCode = code;
} catch (error) {
  log(error.message);
  process.exitCode = 1;
}
