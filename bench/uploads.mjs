import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { BenchStack } from "./lib/benchStack.mjs";
import { benchTenant } from "./lib/benchTenant.mjs";

const require = createRequire(import.meta.url);
const { Archive } = require("../dist/provider/archive/archiveSource.js");
const { packZip } = require("../dist/provider/archive/packZip.js");

/** Makes a folder of twenty files that do not compress: they have the same size on the disk and in a request. */
export function contentFolder(megabytes) {
  const base = join(repository, ".cache/bench");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, "content-"));
  mkdirSync(join(folder, "code"));
  writeFileSync(join(folder, "code/index.js"), "");
  for (let file = 0; file < 20; file++) {
    writeFileSync(join(folder, `code/part${file}.js`), randomBytes((megabytes * 1_000_000) / 20));
  }
  return folder;
}

/** Packs the folder. @returns {Promise<{ packSeconds: number, zip: string }>} the seconds it took, and the zip's path */
export async function packFolder(folder) {
  const started = performance.now();
  const bytes = await packZip(new Archive({ path: join(folder, "code") }));
  const packSeconds = (performance.now() - started) / 1_000;
  const zip = join(folder, "code.zip");
  writeFileSync(zip, bytes);
  return { packSeconds, zip };
}

/** Runs one peer's `up` with a customizer and an upload. */
export async function upload({ peer, engine, archive }) {
  const { tenant, env } = await benchTenant({ limit: false, latencyMs: 0 });
  const program = join(repository, "bench/peers", peer, "upload.js");
  const stack = new BenchStack({ engine, program, env: { ...env, BENCH_ARCHIVE: archive } });
  try {
    await stack.init();
    const measured = await stack.measure(["up"]);
    const sent = tenant.requests.reduce((sum, { bytesIn }) => sum + bytesIn, 0);
    return { ...measured, sent };
  } finally {
    stack.close();
    await tenant.close();
  }
}
