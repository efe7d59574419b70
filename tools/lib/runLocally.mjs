import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dropEmptyAttributes } from "./dropEmptyAttributes.mjs";
import { engineEnv } from "./engineEnv.mjs";
import { repository } from "./engineVersion.mjs";
import { findOrMakeEngine } from "./findOrMakeEngine.mjs";
import { withLock } from "./lock.mjs";
import { prepare } from "./prepare.mjs";
import { run } from "./run.mjs";
import { startTenantProcess } from "./startTenantProcess.mjs";
import { stateLocks } from "./stateLocks.mjs";

const STACK = "local";
const LOCAL = join(repository, ".pulumi/local");

/**
 * Runs one `pulumi` command on this repository's program and the embedded tenant, in the stack `local`, then shows the
 * tenant's contents.
 *
 * @param {string} command `up` or `destroy`
 * @param {(line: string) => void} log
 * @returns {Promise<number>} the engine's exit code
 */
export async function runLocally(command, log) {
  await prepare(log);
  const engine = await findOrMakeEngine(log);
  if (process.env.SAIL_BASE_URL) {
    log("SAIL_BASE_URL is set, but not used: this command works on the embedded tenant only.");
  }
  return withLock(join(LOCAL, "lock"), {
    onWait: (pid) => log(`Another run (process ${pid}) is at work on the same stack; waiting for it.`),
    work: () => runStack(command, engine, log),
  });
}

async function runStack(command, engine, log) {
  log("Starting the embedded tenant.");
  const tenant = await startTenantProcess(join(LOCAL, "tenant.json"));
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    const env = { ...engineEnv({ engine, stateFolder: join(LOCAL, "state") }), ...tenant.env };
    const pulumi = (options, ...args) => run(engine, args, { cwd: repository, env, ...options });

    if (!existsSync(join(LOCAL, "state/.pulumi/stacks"))) {
      // If the state was deleted, its config is encrypted with a key that no longer exists.
      rmSync(join(repository, `Pulumi.${STACK}.yaml`), { force: true });
    }
    dropEmptyAttributes(join(LOCAL, "state"));
    await unlock(() => pulumi({}, "cancel", STACK, "--yes"), log);
    const selected = await pulumi({}, "stack", "select", "--create", STACK, "--non-interactive");
    if (selected.code !== 0) {
      throw new Error(`Could not select the stack ${STACK}: ${selected.stderr.trim()}`);
    }
    log(`Running \`pulumi ${command}\` on the stack ${STACK}. This takes about 10 seconds.\n`);
    const { code } = await pulumi({ stdio: "inherit" }, command, "--yes", "--stack", STACK);
    show(await tenant.customizers(), command, code, log);
    return code;
  } finally {
    process.off("SIGINT", ignore);
    await tenant.stop();
  }
}

/** Removes the lock that a killed run left on the state. @throws Error if its engine still runs */
async function unlock(cancel, log) {
  const locks = stateLocks(join(LOCAL, "state"));
  const alive = locks.find((lock) => lock.alive);
  if (alive) {
    throw new Error(
      `The engine of an earlier run (process ${alive.pid}) still uses this stack. Wait until it ends, or end it.`,
    );
  }
  if (locks.length > 0) {
    log("An earlier run was killed; taking its lock away with `pulumi cancel`.");
    const { code, stderr } = await cancel();
    if (code !== 0) {
      throw new Error(`Could not remove the lock: ${stderr.trim()}`);
    }
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
      "\nNext: `npm run up` again changes nothing. Edit examples/quickstart/index.ts and run it, or remove all with `npm run destroy`.",
    );
  }
}
