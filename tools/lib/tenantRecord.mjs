import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The record of the process that serves the embedded tenant: a file beside the tenant's data. A process that the record does not
 * name ends, so nobody has to send a signal to a process id that may be another's by now.
 *
 * @typedef {{ port?: number, pid?: number, built?: string, url?: string, clientId?: string, clientSecret?: string, tenantId?: string }} TenantRecord
 */

/** @returns {TenantRecord} without members if there is none */
export function readRecord(folder) {
  try {
    return JSON.parse(readFileSync(recordPath(folder), "utf8"));
  } catch {
    return {};
  }
}

/** @param {TenantRecord} record */
export function writeRecord(folder, record) {
  mkdirSync(folder, { recursive: true });
  const scratch = `${recordPath(folder)}.${process.pid}`;
  writeFileSync(scratch, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(scratch, recordPath(folder));
}

/** Lets the tenant serve as long as one that was started now. */
export function renewRecord(folder) {
  if (existsSync(recordPath(folder))) {
    utimesSync(recordPath(folder), new Date(), new Date());
  }
}

export function recordPath(folder) {
  return join(folder, "server.json");
}
