import { join } from "node:path";
import { repository } from "../../tools/lib/engineVersion.mjs";

const PLUGINS = { plugin: "plugin", pluginFloor: "bench/peers/pluginFloor" };

/** The peers that are plugins: their programs are in YAML. */
export const PLUGIN_PEERS = Object.keys(PLUGINS);

/** `Pulumi.yaml` of a program that declares so many customizers. JSON is YAML. */
export function yamlProgram(peer, { BENCH_COUNT, BENCH_PREFIX }) {
  const customizers = Array.from({ length: Number(BENCH_COUNT) }, (_, index) => [
    `c${index}`,
    {
      type: "sailpoint:ConnectorCustomizer",
      properties: { name: `${BENCH_PREFIX}-${index}`, onNameChange: "rename" },
    },
  ]);
  return JSON.stringify({
    name: "bench",
    runtime: "yaml",
    plugins: { providers: [{ name: "sailpoint", path: join(repository, PLUGINS[peer]) }] },
    resources: Object.fromEntries(customizers),
  });
}
