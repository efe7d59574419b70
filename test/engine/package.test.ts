import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "../support/engine";
import { AS_PEOPLE_RUN } from "../support/fast/env";
import { installWith, type Manager, packedPackage } from "../support/packedPackage";
import { testTenant } from "../support/testTenant";

const TIMEOUT = 300_000;

const built = packedPackage();

const PROGRAMS = {
  "index.ts": `import * as pulumi from "@pulumi/pulumi";
import { ConnectorCustomizer } from "pulumi-sailpoint";
const customizer: ConnectorCustomizer = new ConnectorCustomizer("written-in-ts");
export const tenant: pulumi.Output<string> = customizer.tenantId;
`,
  "index.js": `const { ConnectorCustomizer } = require("pulumi-sailpoint");
exports.tenant = new ConnectorCustomizer("written-in-js").tenantId;
`,
  "index.mjs": `import { ConnectorCustomizer } from "pulumi-sailpoint";
export const tenant = new ConnectorCustomizer("written-in-mjs").tenantId;
`,
};

async function install(folder: string, manager: Manager) {
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "empty-project",
      private: true,
      dependencies: { "@pulumi/pulumi": "3.248.0", "pulumi-sailpoint": `file:${built.packed}` },
      devDependencies: { "@types/node": "20.19.43", typescript: "6.0.3" },
    }),
  );
  await installWith(manager, folder);
}

describe("the packed package, installed in an empty project", () => {
  test.each(["npm", "pnpm"] as const)(
    "works under %s from TypeScript, CommonJS and ES-module programs",
    async (manager) => {
      const tenant = await testTenant();
      const project = new Project(tenant, AS_PEOPLE_RUN, built.shelf);
      await install(project.folder, manager);
      writeFileSync(
        join(project.folder, "tsconfig.json"),
        JSON.stringify({
          compilerOptions: { module: "nodenext", target: "es2022", strict: true },
          files: ["index.ts"],
        }),
      );
      project.init();
      for (const [file, text] of Object.entries(PROGRAMS)) {
        writeFileSync(join(project.folder, file), text);
        const typescript = file.endsWith(".ts");
        writeFileSync(
          join(project.folder, "Pulumi.yaml"),
          `name: under-test\nmain: ${file}\nruntime:\n  name: nodejs\n  options:\n    typescript: ${typescript}\n`,
        );
        await project.up();
        expect(await project.succeed("stack", "output", "tenant")).toContain(tenant.tenantId);
        expect(tenant.customizers.map(({ name }) => name)).toEqual([`written-in-${file.split(".")[1]}`]);
        expect(project.resources().map(({ inputs }) => inputs?.["__provider"])).toEqual([
          'exports.handler = () => require("pulumi-sailpoint/dynamic/ConnectorCustomizer");',
        ]);
      }
      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(tenant.customizers).toEqual([]);
    },
    TIMEOUT,
  );
});
