import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { ConnectorCustomizer } from "pulumi-sailpoint";
import * as handler from "pulumi-sailpoint/dynamic/ConnectorCustomizer";
import { startTenant, type Tenant } from "pulumi-sailpoint/tenant";

const customizer: ConnectorCustomizer = new ConnectorCustomizer("typed", { name: "Typed" });
export const tenant: pulumi.Output<string> = customizer.tenantId;
export const url: Promise<string> = startTenant({ rateLimit: false }).then(({ url }: Tenant) => url);
export const create: unknown = handler.create;
// @ts-expect-error the types are there, not "any"
new ConnectorCustomizer("mistyped", { name: 1 });
`;

export type CompilerOptions = Readonly<Record<string, string>>;

/**
 * What a project's compiler says of a program that uses every entry of the package, and, unless `skipLibCheck` is true, of the
 * package's own types.
 */
export async function typeErrors(folder: string, options: CompilerOptions): Promise<string[]> {
  writeFileSync(join(folder, "typed.ts"), PROGRAM);
  const always = ["--noEmit", "--strict", "--target", "es2022", "--types", "node"];
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const tsc = join(folder, "node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, ...always, ...given, "typed.ts"], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split("\n").filter((line) => /^(typed\.ts|error)|pulumi-sailpoint/.test(line));
}
