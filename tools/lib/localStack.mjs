import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dropEmptyAttributes } from "./dropEmptyAttributes.mjs";
import { engineEnv } from "./engineEnv.mjs";
import { repository } from "./engineVersion.mjs";
import { withLock } from "./lock.mjs";
import { run } from "./run.mjs";
import { stateLocks } from "./stateLocks.mjs";

const STACK = "local";

/** What `npm run up` makes: the tenant's contents, and the state of the stack `local`. */
export const LOCAL = join(repository, ".pulumi/local");

const STATE = join(LOCAL, "state");
/** Beside the folder, because `npm run destroy` removes it. */
const LOCK = join(repository, ".pulumi/local.lock");

/**
 * Does some work on the stack `local` while no other command works on it.
 *
 * @template T
 * @param {(line: string) => void} log
 * @param {() => Promise<T>} work
 */
export function withLocalStack(log, work) {
  return withLock(LOCK, {
    onWait: (pid) => log(`Another run (process ${pid}) is at work on the same stack; waiting for it.`),
    work,
  });
}

/**
 * Runs a command of `pulumi` on this repository's program and the stack `local`. What an earlier run left that was killed does
 * not hinder it. Ctrl-C reaches the engine only, which ends in order.
 *
 * @param {string[]} command such as `["up", "--yes"]`
 * @param {{ engine: string, tenantEnv: Record<string, string>, log: (line: string) => void }} options
 * @returns {Promise<number>} the engine's exit code
 */
export async function runLocalStack(command, { engine, tenantEnv, log }) {
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    const env = { ...engineEnv({ engine, stateFolder: STATE }, withoutTenant()), ...tenantEnv };
    const pulumi = (options, ...args) => run(engine, args, { cwd: repository, env, ...options });
    if (!existsSync(join(STATE, ".pulumi/stacks"))) {
      // If the state was deleted, its config is encrypted with a key that no longer exists.
      rmSync(join(repository, `Pulumi.${STACK}.yaml`), { force: true });
    }
    dropEmptyAttributes(STATE);
    await unlock(() => pulumi({}, "cancel", STACK, "--yes"), log);
    const selected = await pulumi({}, "stack", "select", "--create", STACK, "--non-interactive");
    if (selected.code !== 0) {
      throw new Error(`Could not select the stack ${STACK}: ${selected.stderr.trim()}`);
    }
    return (await pulumi({ stdio: "inherit" }, ...command, "--stack", STACK)).code;
  } finally {
    process.off("SIGINT", ignore);
  }
}

/** The environment without the settings of another tenant. */
function withoutTenant() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SAIL_")));
}

/** Removes the lock that a killed run left on the state. @throws Error if its engine still runs */
async function unlock(cancel, log) {
  const locks = stateLocks(STATE);
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
