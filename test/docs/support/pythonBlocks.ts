import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { pipInstall, pythonEnvironment } from "../../support/pythonEnvironment";
import { PARVER } from "../../support/pythonProject";
import type { CodeBlock } from "./codeBlocks";

const run = promisify(execFile);

// Real classes of Pulumi and of the generated SDK, and no engine: a wrong name or argument is an error.
const RUNNER = `
import asyncio, json, sys, traceback
import pulumi

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return [args.name + "-id", dict(args.inputs)]

    def call(self, args):
        return {
            "id": "i1",
            "name": "Payroll",
            "connectorCustomizers": [{"id": "c1", "name": "Payroll"}],
            "connectorInstances": [{"id": "i1", "name": "Payroll SaaS"}],
        }

pulumi.runtime.set_mocks(Mocks(), preview=False)
faults = {}
for file in sys.argv[1:]:
    with open(file) as stream:
        text = stream.read()

    @pulumi.runtime.test
    def run():
        exec(compile(text, file, "exec"), {"__name__": "__main__"})

    try:
        run()
    except BaseException:
        faults[file] = traceback.format_exc()
print(json.dumps(faults))
`;

/**
 * Runs blocks of Python with the generated SDK, under mocks.
 *
 * @param sdks the folder of the generated SDKs
 * @returns what failed, with the traceback
 */
export async function runPython(blocks: readonly CodeBlock[], sdks: string): Promise<Map<CodeBlock, string>> {
  const requirements = readFileSync("examples/python/requirements.txt", "utf8").trim().split("\n");
  const environment = await pythonEnvironment([...requirements, PARVER]);
  const folder = resolve(".cache/docs/python");
  mkdirSync(folder, { recursive: true });
  const packages = join(sdks, "packages");
  await pipInstall(environment, join(sdks, "python"), packages);
  const files = blocks.map((block) => join(folder, `${block.place.replace(/\W+/g, "_")}.py`));
  blocks.forEach(({ text }, index) => {
    writeFileSync(files[index] ?? "", text);
  });
  const env = { ...process.env, PYTHONPATH: packages };
  const { stdout } = await run(join(environment, "bin/python"), ["-c", RUNNER, ...files], { env, maxBuffer: 1e8 });
  const faults = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, string>;
  return new Map(
    blocks.map((block, index) => [block, faults[files[index] ?? ""] ?? ""] as const).filter(([, it]) => it),
  );
}
