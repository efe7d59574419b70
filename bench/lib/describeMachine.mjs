import { createRequire } from "node:module";
import { cpus, platform, release, totalmem } from "node:os";
import { run } from "../../tools/lib/run.mjs";

/** One line about the machine and the versions of a measurement. */
export async function describeMachine(engine) {
  const { stdout } = await run(engine, ["version"]);
  const sdk = createRequire(import.meta.url)("@pulumi/pulumi/package.json").version;
  const [{ model } = { model: "unknown processor" }] = cpus();
  return (
    `${cpus().length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release().split("-")[0]}, ` +
    `Node.js ${process.versions.node}, engine ${stdout.trim()}, @pulumi/pulumi ${sdk}, file backend`
  );
}
