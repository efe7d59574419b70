import { parseArgs } from "node:util";
import type { IscClient } from "../../client/iscClient";
import { importNames } from "./importNames";

/** A resource that the engine is to import. */
export interface TenantImport {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** What is imported. */
export interface ImportSelection {
  /** Which customizers, by a pattern of their names: `*` stands for any text, `?` for one character. */
  readonly name: string;
  /** Whether the links of these customizers are imported as well. */
  readonly links: boolean;
}

/** Reads what follows `--` in `pulumi import --from sailpoint -- --name GLOB --no-links`. @throws Error for anything else */
export function parseSelection(args: readonly string[]): ImportSelection {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { name: { type: "string", default: "*" }, "no-links": { type: "boolean", default: false } },
    });
    return { name: values.name, links: !values["no-links"] };
  } catch (error) {
    throw new Error(`${(error as Error).message}. Use: pulumi import --from sailpoint [-- [--name GLOB] [--no-links]]`);
  }
}

/** The customizers of a tenant, and their links. It lists both collections once. */
export async function tenantImports(client: IscClient, { name, links }: ImportSelection): Promise<TenantImport[]> {
  const matches = patternOf(name);
  const customizers = (await client.customizers()).filter((one) => matches.test(one.name));
  const ids = new Set(customizers.map(({ id }) => id));
  const linked = links
    ? (await client.connectorInstances()).filter(({ connectorCustomizerId }) => ids.has(connectorCustomizerId ?? ""))
    : [];
  return [
    ...imports("sailpoint:index:ConnectorCustomizer", importNames(customizers)),
    ...imports("sailpoint:index:ConnectorCustomizerLink", importNames(linked, "-link")),
  ];
}

function imports(type: string, names: ReadonlyMap<string, string>): TenantImport[] {
  return [...names].map(([id, name]) => ({ type, name, id })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function patternOf(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}
