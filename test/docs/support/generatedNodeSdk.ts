import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import type { Project } from "../../support/engine";
import { generateSdks } from "../../support/generatedSdks";

let made: Promise<string> | undefined;

/** Puts the generated SDK, `@pulumi/sailpoint`, and the plugin into a project, as `pulumi package add` does. */
export async function addNodeSdk(project: Project): Promise<void> {
  made ??= makeSdk();
  const modules = join(project.folder, "node_modules");
  cpSync(await made, join(modules, "@pulumi/sailpoint"), { recursive: true });
  symlinkSync(resolve("."), join(modules, "pulumi-sailpoint"));
  const file = join(project.folder, "Pulumi.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}packages:\n  sailpoint: ./node_modules/pulumi-sailpoint/plugin\n`);
}

async function makeSdk(): Promise<string> {
  const folder = resolve(".cache/docs/nodeSdk");
  rmSync(folder, { recursive: true, force: true });
  await generateSdks(folder);
  const [sources, built] = [join(folder, "nodejs"), join(folder, "built")];
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  for (const name of readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  )) {
    const { outputText } = ts.transpileModule(readFileSync(join(sources, name), "utf8"), { compilerOptions });
    const path = join(built, name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outputText);
  }
  const manifest = JSON.parse(readFileSync(join(sources, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(join(built, "package.json"), JSON.stringify({ ...manifest, main: "index.js" }));
  return built;
}
