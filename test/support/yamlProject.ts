import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Tenant } from "../../tenant";
import { findOrMakeLanguageHost } from "../../tools/lib/findOrMakeLanguageHost.mjs";
import { enginePath, Project } from "./engine";

const PLUGIN = `plugins:
  providers:
    - name: sailpoint
      path: node_modules/pulumi-sailpoint/plugin
`;

/** A project in YAML that uses this repository's plugin. */
export class YamlProject extends Project {
  /**
   * @param base the folder that gets the project's folder; default: one of this repository's
   * @param linked whether the project's `pulumi-sailpoint` is this repository; default: it is
   */
  static async open(
    tenant: Pick<Tenant, "url" | "clientId" | "clientSecret">,
    { base, linked = true }: { base?: string; linked?: boolean } = {},
  ): Promise<YamlProject> {
    const host = await findOrMakeLanguageHost("yaml", enginePath(), () => {});
    const path = [host, dirname(enginePath()), process.env["PATH"]].join(delimiter);
    const project = new YamlProject(tenant, { PATH: path }, base);
    if (linked) {
      mkdirSync(join(project.folder, "node_modules"));
      symlinkSync(resolve("."), join(project.folder, "node_modules/pulumi-sailpoint"));
    }
    return project;
  }

  /** Sets the program: what follows the project's name, runtime and plugin in `Pulumi.yaml`. */
  override program(body: string): void {
    writeFileSync(join(this.folder, "Pulumi.yaml"), `name: under-test\nruntime: yaml\n${PLUGIN}${body}`);
  }

  /** Takes an example of this repository as the program, under this project's name. */
  example(name: string): void {
    const from = resolve("examples", name);
    cpSync(from, this.folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
    const text = readFileSync(join(from, "Pulumi.yaml"), "utf8");
    writeFileSync(join(this.folder, "Pulumi.yaml"), text.replace(/^name: .*$/m, "name: under-test"));
  }

  /** Writes files into a folder of the project. */
  write(folder: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(join(this.folder, folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(this.folder, folder, name), text);
    }
  }
}
