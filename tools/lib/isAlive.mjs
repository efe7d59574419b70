import { readFileSync } from "node:fs";

/** Whether a process with this id is running. */
export function isAlive(pid) {
  if (!(pid > 0)) {
    return false;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !hasEnded(pid);
}

/** In a container whose first process does not collect ended processes, a killed process keeps its id as a zombie. */
function hasEnded(pid) {
  try {
    const about = readFileSync(`/proc/${pid}/stat`, "utf8");
    return about.charAt(about.lastIndexOf(")") + 2) === "Z";
  } catch {
    return false;
  }
}
