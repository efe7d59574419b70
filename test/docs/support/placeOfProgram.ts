import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tenant } from "../../../tenant";
import type { Project } from "../../support/engine";
import { zipOf } from "../../support/zip";
import { settingOfPage } from "./tenantOfPages";

const CUSTOMIZER = { "index.js": "exports.connectorCustomizer = async () => ({});\n", "connector-spec.json": "{}\n" };

/** Gives a program of a page what its page takes for granted: a stack, the archives that it names, and its settings. */
export async function placeOfProgram(program: string, project: Project, tenant: Tenant): Promise<void> {
  await writeArchives(program, project.folder);
  await project.init();
  const inCode = [...program.matchAll(/\b(?:require|get)\w*\(\s*["']([\w]+)["']\s*\)/g)].map(([, name = ""]) => name);
  const [, section = ""] = program.match(/^config:\n((?: .*\n?)*)/m) ?? [];
  const inYaml = [...section.matchAll(/^ {2}(\w+):/gm)].map(([, name = ""]) => name);
  const settings = [...inCode, ...inYaml].flatMap((name) => [
    /secret/i.test(name) ? "--secret" : "--plaintext",
    `${name}=${settingOfPage(name, tenant)}`,
  ]);
  if (settings.length > 0) {
    await project.succeed("config", "set-all", ...settings);
  }
}

async function writeArchives(program: string, folder: string): Promise<void> {
  for (const [, quoted, plain] of program.matchAll(/FileArchive\(\s*["']([^"']+)["']|fn::fileArchive: (\S+)/g)) {
    const path = join(folder, (quoted ?? plain ?? "").replace(/^["']|["']$/g, ""));
    if (path.endsWith(".zip")) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await zipOf(CUSTOMIZER));
      continue;
    }
    mkdirSync(path, { recursive: true });
    for (const [name, text] of Object.entries(CUSTOMIZER)) {
      writeFileSync(join(path, name), text);
    }
  }
}
