import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { AS_PEOPLE_RUN } from "../support/fast/env";
import { nodeBinary } from "../support/nodeVersion";
import { installWith, packedPackage } from "../support/packedPackage";
import { testTenant } from "../support/testTenant";
import { typeErrors } from "../support/typeErrors";
import { YamlProject } from "../support/yamlProject";

const TIMEOUT = 900_000;
const NEWEST_SDK = process.env["NEWEST_PULUMI_SDK"] ?? "3.276.0";

/** Both ends of what docs/compatibility.md promises. What lies between them is what all other tests run on. */
const ENDS = [
  {
    sdk: "3.142.0",
    typescript: "5.9.3",
    nodes: ["20.19.0"],
    compiles: [
      { module: "commonjs", moduleResolution: "node", skipLibCheck: "true" },
      { module: "esnext", moduleResolution: "bundler", skipLibCheck: "true" },
    ],
  },
  {
    sdk: NEWEST_SDK,
    typescript: "6.0.3",
    nodes: ["22.23.5", "24.22.3"],
    compiles: [{ module: "nodenext", skipLibCheck: "false" }],
  },
];

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "pulumi-sailpoint";

const instance = sailpoint.getConnectorInstanceOutput({ name: "Payroll SaaS" });
const payroll = new sailpoint.CustomizerDeployment("payroll", {
  name: "Payroll",
  archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.runs = process.version;") }),
  connectorInstanceIds: [instance.id],
});
export const version: pulumi.Output<number> = payroll.version;
export const node = process.version;
`;

const built = packedPackage();

test.each(ENDS)(
  "@pulumi/pulumi $sdk and TypeScript $typescript run on Node.js $nodes, and the types compile",
  { timeout: TIMEOUT },
  async ({ sdk, typescript, nodes, compiles }) => {
    const tenant = await testTenant({ instances: [{ name: "Payroll SaaS" }] });
    const project = await YamlProject.open(tenant, { base: built.shelf, linked: false });
    const about = {
      name: "under-test",
      private: true,
      main: "index.ts",
      dependencies: { "@pulumi/pulumi": sdk, "pulumi-sailpoint": `file:${built.packed}` },
      devDependencies: { "@types/node": "20.19.43", typescript },
    };
    writeFileSync(join(project.folder, "package.json"), JSON.stringify(about));
    writeFileSync(join(project.folder, "index.ts"), PROGRAM);
    await installWith("npm", project.folder);
    for (const options of compiles) {
      expect([options, await typeErrors(project.folder, options)]).toEqual([options, []]);
    }

    project.init();
    Object.assign(project.env, AS_PEOPLE_RUN);
    const path = project.env["PATH"];
    for (const version of nodes) {
      project.env["PATH"] = [dirname(await nodeBinary(version)), path].join(delimiter);

      writeFileSync(join(project.folder, "Pulumi.yaml"), "name: under-test\nruntime: nodejs\n");
      await project.up();
      const outputs = JSON.parse(await project.succeed("stack", "output", "--json"));
      expect(outputs).toEqual({ node: `v${version}`, version: 1 });
      const [{ id } = { id: "" }] = tenant.customizers;
      expect(tenant.instances).toEqual([expect.objectContaining({ connectorCustomizerId: id })]);
      if (version === nodes[0]) {
        await project.succeed("preview", "--expect-no-changes");
      }
      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(tenant.customizers).toEqual([]);

      project.program("resources:\n  byPlugin:\n    type: sailpoint:ConnectorCustomizer\n");
      await project.up();
      expect(tenant.customizers.map(({ name }) => name)).toEqual(["byPlugin"]);
      await project.succeed("destroy", "--yes", "--skip-preview");
      expect(tenant.customizers).toEqual([]);
    }
  },
);

test("docs/compatibility.md names the versions that are tested", () => {
  const page = readFileSync("docs/compatibility.md", "utf8");
  const versions = ENDS.flatMap(({ sdk, typescript, nodes }) => [sdk, typescript, ...nodes]);
  expect(versions.filter((version) => !page.includes(version) && version !== process.env["NEWEST_PULUMI_SDK"])).toEqual(
    [],
  );
});
