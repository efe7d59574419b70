import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dropEmptyAttributes } from "./dropEmptyAttributes.mjs";
import { engineEnv } from "./engineEnv.mjs";
import { repository } from "./engineVersion.mjs";
import { findOrMakeEngine } from "./findOrMakeEngine.mjs";
import { prepare } from "./prepare.mjs";
import { startTenant } from "./runningTenant.mjs";

const STACK = "local";
const LOCAL = join(repository, ".pulumi/local");

/**
 * Runs one `pulumi` command on this repository's program, against the embedded tenant, in a stack of its own, and shows
 * what is in the tenant afterwards.
 *
 * @param {string} command `up` or `destroy`
 * @param {(line: string) => void} log
 * @returns {Promise<number>} the engine's exit code
 */
export async function runLocally(command, log) {
  await prepare(log);
  const engine = await findOrMakeEngine(log);
  if (process.env.SAIL_BASE_URL) {
    log("SAIL_BASE_URL is set and not used: this command works on the embedded tenant only.");
  }
  mkdirSync(LOCAL, { recursive: true });
  log("Starting the embedded tenant.");
  const tenant = await startTenant(join(LOCAL, "tenant.json"));
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    const env = { ...engineEnv({ engine, stateFolder: join(LOCAL, "state") }), ...tenant.env };
    const pulumi = (...args) => spawnSync(engine, args, { cwd: repository, env, stdio: "inherit" }).status ?? 1;
    const quietly = (...args) => spawnSync(engine, args, { cwd: repository, env, encoding: "utf8" });

    if (!existsSync(join(LOCAL, "state/.pulumi/stacks"))) {
      // Config left by a stack whose state was deleted is encrypted with a key that is gone.
      rmSync(join(repository, `Pulumi.${STACK}.yaml`), { force: true });
    }
    dropEmptyAttributes(join(LOCAL, "state"));
    const selected = quietly("stack", "select", "--create", STACK, "--non-interactive");
    if (selected.status !== 0) {
      throw new Error(`Could not select the stack ${STACK}: ${selected.stderr.trim()}`);
    }
    unlock(quietly, log);
    log(`Running \`pulumi ${command}\` on the stack ${STACK}. This takes about 10 seconds.\n`);
    const code = pulumi(command, "--yes", "--stack", STACK);
    show(await tenant.customizers(), command, code, log);
    return code;
  } finally {
    process.off("SIGINT", ignore);
    await tenant.stop();
  }
}

/** A run that was killed leaves its lock; nobody else uses this stack. */
function unlock(quietly, log) {
  const { stderr } = quietly("stack", "export", "--stack", STACK, "--file", join(LOCAL, "export.json"));
  if (/locked/i.test(stderr)) {
    log("An earlier run was killed; taking its lock away with `pulumi cancel`.");
    quietly("cancel", STACK, "--yes");
  }
}

function show(customizers, command, code, log) {
  if (customizers.length === 0) {
    log("\nThe tenant is empty.");
  } else {
    log("\nIn the tenant:");
    const width = Math.max(...customizers.map(({ name }) => name.length));
    for (const { name, id, created } of customizers) {
      log(`  ${name.padEnd(width)}  ${id}  created ${created}`);
    }
  }
  if (command === "up" && code === 0) {
    log(
      "\nNext: `npm run up` again changes nothing; edit examples/quickstart/index.ts and run it; `npm run destroy` is the way back.",
    );
  }
}
