import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDynamicProvider } from "./buildEngine.mjs";
import { ENGINE_VERSION } from "./engineVersion.mjs";
import { run } from "./run.mjs";
import { withClock } from "./withClock.mjs";

const INSTALLER = "https://get.pulumi.com";
const DOWNLOAD_TIMEOUT_MS = 5_000;

/**
 * Installs the engine with Pulumi's official installer. The shell's profile is not changed.
 *
 * @param {string} folder gets the executables
 * @param {(line: string) => void} log
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>} false if the installer cannot be downloaded, or fails
 */
export async function installEngine(folder, log, env) {
  if (process.platform === "win32") {
    return false;
  }
  const script = await fetch(INSTALLER, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) })
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .catch(() => undefined);
  if (!script?.startsWith("#!")) {
    log("Pulumi's installer cannot be downloaded.");
    return false;
  }
  log(`Installing pulumi ${ENGINE_VERSION} with Pulumi's installer. It downloads about 150 MB.`);
  const scratch = await mkdtemp(join(tmpdir(), "pulumi-installer-"));
  try {
    await writeFile(join(scratch, "install.sh"), script);
    const root = join(scratch, "pulumi");
    const args = [
      join(scratch, "install.sh"),
      "--version",
      ENGINE_VERSION.slice(1),
      "--install-root",
      root,
      "--no-edit-path",
    ];
    const { code, stderr } = await withClock(() => run("sh", args, { env }));
    if (code !== 0 || !existsSync(join(root, "bin/pulumi"))) {
      log(`Pulumi's installer failed: ${stderr.trim().split("\n").at(-1) ?? code}`);
      return false;
    }
    await cp(join(root, "bin"), folder, { recursive: true });
    await addDynamicProvider(folder);
    return true;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
