import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { installWith, packedPackage } from "../support/packedPackage";

const run = promisify(execFile);
const TIMEOUT = 300_000;

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

const COMPILERS = { "5.9": "typescript-5.9", "6.0": "typescript" } as const;

const built = packedPackage();
let folder = "";

/** What the compiler says of the program and, unless `skipLibCheck` is true, of the package's own types. */
async function complaints(compiler: keyof typeof COMPILERS, flags: Record<string, string>): Promise<string[]> {
  const always = ["--noEmit", "--strict", "--target", "es2022", "--types", "node"];
  const given = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const tsc = join(folder, "node_modules", COMPILERS[compiler], "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, ...always, ...given, "index.ts"], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split("\n").filter((line) => /^(index\.ts|error)|pulumi-sailpoint/.test(line));
}

describe("the types of the packed package", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(built.shelf, "types-"));
    const about = {
      name: "empty-project",
      private: true,
      dependencies: { "@pulumi/pulumi": "3.248.0", "pulumi-sailpoint": `file:${built.packed}` },
      devDependencies: { "@types/node": "20.19.43", typescript: "6.0.3", "typescript-5.9": "npm:typescript@5.9.3" },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(about));
    await installWith("npm", folder);
    writeFileSync(join(folder, "index.ts"), PROGRAM);
  }, TIMEOUT);

  test.each([
    ["5.9", { module: "commonjs", moduleResolution: "node", skipLibCheck: "false" }],
    ["5.9", { module: "node16", skipLibCheck: "true" }],
    ["5.9", { module: "esnext", moduleResolution: "bundler", skipLibCheck: "true" }],
    ["6.0", { module: "nodenext", skipLibCheck: "false" }],
  ] as const)(
    "compile with TypeScript %s and %j",
    async (compiler, flags) => {
      expect(await complaints(compiler, flags)).toEqual([]);
    },
    TIMEOUT,
  );
});

test("the packed package holds compiled files, the plugin and the docs, and neither sources nor tests", async () => {
  const { stdout } = await run("tar", ["-tzf", built.packed]);
  const files = stdout.trim().split("\n");
  const folders = new Set(files.map((file) => file.split("/").slice(1, -1)[0]).filter(Boolean));
  expect([...folders].sort()).toEqual(["dist", "docs", "plugin"]);
  expect(files.filter((file) => /(?<!\.d)\.[cm]?tsx?$|\.map$|\.test\./.test(file))).toEqual([]);
});
