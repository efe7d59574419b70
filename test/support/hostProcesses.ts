import { PluginProcess, urnOf } from "./pluginProcess";
import { type Props, ProviderProcess } from "./providerProcess";

/** The process of a host, as the engine drives it for resources of one kind. */
export type HostProcess = Pick<
  ProviderProcess,
  "check" | "diff" | "create" | "read" | "update" | "delete" | "stop" | "output"
>;

type Start = (config: Record<string, string>, kind?: string) => Promise<HostProcess>;

/** Both hosts, for tests that must hold on each. */
export const HOSTS: readonly (readonly [name: string, start: Start])[] = [
  ["dynamic provider", (config, kind) => ProviderProcess.start(config, kind)],
  ["plugin", startPlugin],
];

async function startPlugin(config: Record<string, string>, kind = "ConnectorCustomizer"): Promise<HostProcess> {
  const plugin = await PluginProcess.start();
  await plugin.configure(config);
  const urn = urnOf(kind);
  return {
    get output() {
      return [plugin.output, ...plugin.log.map(({ message }) => message)].join("\n");
    },
    check: (news, olds = {}) => plugin.check(urn, news, olds),
    diff: (id, olds, news) => plugin.diff(urn, id, { oldInputs: olds, olds, news }),
    async create(inputs) {
      const { id, properties } = await plugin.create(urn, inputs);
      return { id, props: properties };
    },
    async read(id, props = {}) {
      const { properties = {}, inputs = {}, ...reply } = await plugin.read(urn, id, props, {});
      return { id: reply.id, props: properties, inputs };
    },
    update: (id, olds: Props, news: Props) => plugin.update(urn, id, { olds, news }),
    delete: (id, props) => plugin.delete(urn, id, props),
    stop: () => plugin.stop(),
  };
}
