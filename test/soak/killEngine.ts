import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Tenant } from "../../tenant";
import { isAlive } from "../../tools/lib/isAlive.mjs";
import { treeOf } from "../support/killTree";
import type { Kill } from "./runs";
import type { Ended, Running } from "./stack";

/** After this time no request of a run may reach the tenant any more. */
const QUIET_AFTER_MS = 1_500;
/** A provider that still runs after this time does not end by itself. */
const GONE_AFTER_MS = 4_000;

export interface Killed {
  /** Undefined if the run ended before it could be killed. */
  readonly at: number | undefined;
  readonly ended: Ended;
  /** What the provider did wrong after the kill. */
  readonly problems: readonly string[];
}

/** Kills the engine alone, as a user does, and watches what its provider still does. */
export async function killEngine(running: Running, tenant: Tenant, { changes, afterMs }: Kill): Promise<Killed> {
  const before = tenant.requests.length;
  const reached = () => tenant.requests.slice(before).filter(isChange).length >= changes;
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  while (!over && !(reached() && (changes > 0 || tenant.requests.length > before))) {
    await sleep(5);
  }
  await sleep(afterMs);
  if (over) {
    return { at: undefined, ended: await running.ended, problems: [] };
  }
  const tree = treeOf(running.pid).filter((pid) => pid !== running.pid);
  const providers = tree.filter(isProvider);
  process.kill(running.pid, "SIGKILL");
  const at = Date.now();
  const ended = await running.ended;
  const runs = () => providers.filter(isAlive);
  while (runs().length === providers.length && providers.length > 0 && Date.now() - at < GONE_AFTER_MS) {
    await sleep(20);
  }
  const problems: string[] = [];
  // With --refresh the engine starts a second provider, which may not have been called: the SDK's process has no code then.
  if (providers.length > 0 && runs().length === providers.length) {
    problems.push(`the provider still runs ${GONE_AFTER_MS} ms after its engine was killed`);
  }
  const late = tenant.requests.slice(before).filter((request) => request.at - at > QUIET_AFTER_MS);
  for (const { method, path, at: sent } of late) {
    problems.push(`${method} ${path} reached the tenant ${sent - at} ms after the engine was killed`);
  }
  for (const pid of tree.filter(isAlive)) {
    process.kill(pid, "SIGKILL");
  }
  return { at, ended, problems };
}

function isChange({ method, route }: { readonly method: string; readonly route: string }): boolean {
  return method !== "GET" && route !== "token";
}

function isProvider(pid: number): boolean {
  try {
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return /dynamic-provider|pulumi-resource-sailpoint/.test(command);
  } catch {
    return false;
  }
}
