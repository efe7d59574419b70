import { createRequire } from "node:module";
import { join } from "node:path";
import { runError } from "./runError";
import { underMocks } from "./underMocks";

const found = new Set<string>();

/**
 * Checks that the SDK's provider process will find this package: it looks from the program's directory, and the program may
 * have reached the package from another place (a company library, a bundle).
 *
 * @param path what the state requires, e.g. `pulumi-sailpoint/dynamic/ConnectorCustomizer`
 * @throws RunError that says what to add to the project
 */
export function requirePackage(path: string): void {
  if (found.has(path) || underMocks()) {
    return;
  }
  try {
    createRequire(join(process.cwd(), "program.js")).resolve(path);
    found.add(path);
  } catch {
    throw runError(
      `The package pulumi-sailpoint cannot be found from ${process.cwd()}, where Pulumi's provider process looks for it. ` +
        "This program reaches it through another package, or is bundled. Add pulumi-sailpoint to this project's own " +
        "dependencies (`npm install pulumi-sailpoint`); a bundler must leave it out (external).",
    );
  }
}
