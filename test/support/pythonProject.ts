import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Tenant } from "../../tenant";
import { findOrMakeLanguageHost } from "../../tools/lib/findOrMakeLanguageHost.mjs";
import { enginePath, Project } from "./engine";
import { generateSdks } from "./generatedSdks";
import { pipInstall, pythonEnvironment } from "./pythonEnvironment";

// The SDK needs it.
export const PARVER = "parver==1.0.1.post0";

/** A project in Python that uses this repository's plugin through a generated SDK. */
export class PythonProject extends Project {
  /** Takes an example of this repository as the program, under this project's name. */
  static async open(
    tenant: Pick<Tenant, "url" | "clientId" | "clientSecret">,
    example: string,
  ): Promise<PythonProject> {
    const from = resolve("examples", example);
    const requirements = readFileSync(join(from, "requirements.txt"), "utf8").trim().split("\n");
    const [host, environment] = await Promise.all([
      findOrMakeLanguageHost("python", enginePath(), () => {}),
      pythonEnvironment([...requirements, PARVER]),
    ]);
    const path = [join(environment, "bin"), host, dirname(enginePath()), process.env["PATH"]].join(delimiter);
    const project = new PythonProject(tenant, { PATH: path });
    cpSync(from, project.folder, { recursive: true, filter: (file) => !/node_modules|sdks|venv/.test(file) });
    const text = readFileSync(join(from, "Pulumi.yaml"), "utf8");
    writeFileSync(join(project.folder, "Pulumi.yaml"), text.replace(/^name: .*$/m, "name: under-test"));
    mkdirSync(join(project.folder, "node_modules"));
    symlinkSync(resolve("."), join(project.folder, "node_modules/pulumi-sailpoint"));
    symlinkSync(environment, join(project.folder, "venv"));
    await generateSdks(join(project.folder, "sdks"));
    const packages = join(project.folder, "packages");
    await pipInstall(environment, join(project.folder, "sdks/python"), packages);
    project.env["PYTHONPATH"] = packages;
    return project;
  }

  /** Sets the program: the text of `__main__.py`. */
  override program(text: string): void {
    writeFileSync(join(this.folder, "__main__.py"), text);
  }
}
