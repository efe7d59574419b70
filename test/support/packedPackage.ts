import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";

const run = promisify(execFile);
const TIMEOUT = 300_000;
const COMMANDS = {
  npm: ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline"],
  pnpm: ["npx", "--yes", "pnpm@10.28.2", "install", "--prefer-offline", "--no-frozen-lockfile"],
  yarn: ["npx", "--yes", "yarn@1.22.22", "install", "--prefer-offline", "--no-lockfile", "--non-interactive"],
} as const;

export type Manager = keyof typeof COMMANDS;

/** The package as `npm pack` makes it, for the tests of one file. Its folder is outside of the repository: nothing of it is found by accident. */
export function packedPackage(): { readonly shelf: string; readonly packed: string } {
  const result = { shelf: "", packed: "" };
  beforeAll(async () => {
    result.shelf = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-"));
    const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", result.shelf], {
      cwd: resolve("."),
    });
    result.packed = join(result.shelf, (JSON.parse(stdout) as { filename: string }[])[0]?.filename ?? "");
  }, TIMEOUT);
  afterAll(() => rmSync(result.shelf, { recursive: true, force: true }));
  return result;
}

/** Installs what a folder's `package.json` lists. */
export async function installWith(manager: Manager, folder: string): Promise<void> {
  const [command, ...args] = COMMANDS[manager];
  await run(command, args, { cwd: folder, maxBuffer: 1e8 });
}
