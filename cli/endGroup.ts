import type { ChildProcess } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends a child process and, except on Windows, all processes of its group. The child must lead a group of its own. */
export function endGroup(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) {
    child.kill("SIGKILL");
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // The group is gone already, or macOS still shows its members that have ended.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") {
      throw error;
    }
  }
}

/**
 * Ends the group if a signal ends this process: the terminal sends its Ctrl+C to this process's group alone.
 *
 * @returns a function that stops listening
 */
export function endGroupOnSignals(child: ChildProcess): () => void {
  const end = (signal: NodeJS.Signals) => {
    endGroup(child);
    stop();
    process.kill(process.pid, signal);
  };
  const stop = () => {
    for (const signal of SIGNALS) {
      process.off(signal, end);
    }
  };
  for (const signal of SIGNALS) {
    process.on(signal, end);
  }
  return stop;
}
