import "./lib/endOnOldNode.mjs";
import { delimiter, join } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { findOrMakeLanguageHost } from "./lib/findOrMakeLanguageHost.mjs";
import { prepare } from "./lib/prepare.mjs";
import { run } from "./lib/run.mjs";

const log = (line) => process.stderr.write(`${line}\n`);
const node = (args, options) => run(process.execPath, args, { cwd: repository, ...options });

try {
  await prepare(log);
  const engine = process.env.PULUMI_SAILPOINT_ENGINE ?? (await findOrMakeEngine(log));
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  const compiled = await node([compiler, "-p", "test/soak/tsconfig.json"]);
  if (compiled.code !== 0) {
    throw new Error(`Could not compile test/soak:\n${compiled.stdout}${compiled.stderr}`);
  }
  const args = process.argv.slice(2);
  // The programs that use the plugin are in YAML.
  const yaml = args.some((arg) => /^(--host=)?plugin$/.test(arg))
    ? [await findOrMakeLanguageHost("yaml", engine, log)]
    : [];
  const { code } = await node([join(repository, ".cache/soak/test/soak/main.js"), ...args], {
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
