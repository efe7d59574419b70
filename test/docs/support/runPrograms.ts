import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { Project } from "../../support/engine";
import { YamlProject } from "../../support/yamlProject";
import type { CodeBlock } from "./codeBlocks";
import { addNodeSdk } from "./generatedNodeSdk";
import { placeOfProgram } from "./placeOfProgram";
import { atTenant, tenantOfPages } from "./tenantOfPages";
import { importsOf, transpiled } from "./typescript";
import { withOwnNames, yamlWithOwnNames } from "./withOwnNames";

/**
 * Deploys blocks of TypeScript as one stack of the real engine.
 *
 * @returns what is wrong, if anything is
 */
export async function runTypescript(blocks: readonly CodeBlock[]): Promise<string | undefined> {
  const own = blocks.map((block, index) => ({ ...block, text: withOwnNames(block.text, index + 1) }));
  const tenant = await tenantOfPages(own.map(({ text }) => text));
  const project = new Project(tenant);
  // Node.js keeps the ES modules of a program as long as its process runs.
  project.ownProcess = true;
  const files = own.map((block, index) => {
    const { extension, text } = transpiled(block);
    const name = `block${index + 1}.${extension}`;
    writeFileSync(join(project.folder, name), atTenant(text, tenant));
    return name;
  });
  const imports = files.map((name) => `  await import("./${name}");\n`).join("");
  writeFileSync(join(project.folder, "index.js"), `module.exports = async () => {\n${imports}};\n`);
  if (own.some((block) => importsOf(block).includes("@pulumi/sailpoint"))) {
    await addNodeSdk(project);
  }
  await placeOfProgram(own.map(({ text }) => text).join("\n"), project, tenant);
  return deploy(project);
}

/** Deploys blocks of YAML as one stack, on the plugin. */
export async function runYaml(blocks: readonly CodeBlock[]): Promise<string | undefined> {
  const own = blocks.map(({ text }, index) => yamlWithOwnNames(text, index + 1));
  const tenant = await tenantOfPages(own);
  const project = await YamlProject.open(tenant);
  const parts = own.map((text) => parse(atTenant(text, tenant)) as Record<string, object>);
  const sections = ["config", "variables", "resources", "outputs"] as const;
  const program = Object.fromEntries(
    sections.map((name) => [name, Object.assign({}, ...parts.map((part) => part[name]))]),
  );
  const text = stringify(program, { lineWidth: 0 });
  project.program(text);
  await placeOfProgram(text, project, tenant);
  return deploy(project);
}

/** No warning may be said, and a second preview must show no change. */
async function deploy(project: Project): Promise<string | undefined> {
  const up = await project.pulumi("up", "--yes", "--skip-preview");
  if (up.code !== 0) {
    return up.output;
  }
  const warnings = up.output.match(/.*warning:.*/g)?.filter((line) => !line.includes("pulumi-language-")) ?? [];
  if (warnings.length > 0) {
    return `The program warns:\n${warnings.join("\n")}`;
  }
  const { code, output } = await project.pulumi("preview", "--expect-no-changes", "--diff");
  return code === 0 ? undefined : `A second preview shows a change:\n${output}`;
}
