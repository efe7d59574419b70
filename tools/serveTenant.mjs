import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "./lib/engineVersion.mjs";
import { readRecord, writeRecord } from "./lib/tenantRecord.mjs";

// `npm run up` starts this in the background. It serves until its record names another process or none.
const LOOK_EVERY_MS = 300;
const HOURS = 12;
const FIRST_PORT = 7080;
const INSTANCES = [
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001", name: "Payroll SaaS" },
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f002", name: "HR SaaS" },
];

const [folder, built] = process.argv.slice(2);
const { startTenant } = createRequire(import.meta.url)(join(repository, "dist/tenant/index.js"));

// Whoever started this process is gone before it took the tenant over.
const giveUp = () => process.exit(1);
process.once("disconnect", giveUp);

const options = { dataFile: join(folder, "tenant.json"), instances: INSTANCES };
const port = readRecord(folder).port ?? FIRST_PORT;
const tenant = await startTenant({ ...options, port }).catch((error) => {
  if (error.code !== "EADDRINUSE") {
    throw error;
  }
  return startTenant(options);
});

process.once("message", () => {
  process.off("disconnect", giveUp);
  const { url, clientId, clientSecret, tenantId } = tenant;
  const record = { pid: process.pid, built, port: Number(new URL(url).port), url, clientId, clientSecret, tenantId };
  writeRecord(folder, record);
  process.send(record, () => process.disconnect());
  // Its age, not this process's: every `npm run up` writes the record's time anew.
  setInterval(() => (readRecord(folder).pid !== process.pid || isOld() ? end() : undefined), LOOK_EVERY_MS);
});
process.send("ready");

function isOld() {
  return (
    Date.now() - (statSync(join(folder, "server.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0) > HOURS * 3_600_000
  );
}

let ending = false;
async function end() {
  if (!ending) {
    ending = true;
    await tenant.close().catch(() => {});
    process.exit(0);
  }
}
process.on("SIGINT", end).on("SIGTERM", end);
