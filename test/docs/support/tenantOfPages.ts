import type { Tenant } from "../../../tenant";
import { testTenant } from "../../support/testTenant";
import { UUID } from "./withOwnNames";

const MAKES_CUSTOMIZER =
  /new \w+\.(ConnectorCustomizer|CustomizerDeployment)\(|type: sailpoint:(index:)?(ConnectorCustomizer|CustomizerDeployment)\s*$/m;

/**
 * The tenant that programs of pages find: what they look up by name, and an instance and a customizer for each id in them. What a
 * program makes itself is not there.
 */
export async function tenantOfPages(programs: readonly string[]): Promise<Tenant> {
  const tenant = await testTenant();
  for (const program of programs) {
    for (const [property, value] of lookedUp(program, "Instance")) {
      tenant.edit.addInstance(value, undefined, property === "sourceName" ? { sourceName: value } : {});
    }
    for (const [, value] of MAKES_CUSTOMIZER.test(program) ? [] : lookedUp(program, "Customizer")) {
      tenant.edit.create(value);
    }
    for (const id of new Set(program.match(UUID) ?? [])) {
      const { tenantId } = tenant;
      tenant.edit.addInstance(`Instance ${id}`, id);
      tenant.edit.addRaw({ id, name: `Customizer ${id}`, created: "2026-01-01T00:00:00Z", tenantId });
    }
  }
  return tenant;
}

/** The properties by which a program looks something up, with their values. */
function lookedUp(program: string, kind: "Instance" | "Customizer"): [property: string, value: string][] {
  const call = new RegExp(
    `getConnector${kind}(?!s)[\\s\\S]{1,60}?\\b(name|sourceName): ["']?([^"'\\n]+?)["']?(?= \\}|$)`,
    "gm",
  );
  return [...program.matchAll(call)].map(([, property = "", value = ""]) => [property, value]);
}

/** What a page's program gets for a setting of its own, by the setting's name. */
export function settingOfPage(name: string, tenant: Tenant): string {
  const values: [RegExp, string | undefined][] = [
    [/url/i, tenant.url],
    [/client_?id/i, tenant.clientId],
    [/secret/i, tenant.clientSecret],
    [/instance/i, tenant.instances[0]?.id],
  ];
  return values.find(([pattern]) => pattern.test(name))?.[1] ?? "example";
}

/** A program that reaches this tenant where its page names SailPoint's. */
export function atTenant(program: string, { url }: Tenant): string {
  return program.replaceAll(/https:\/\/[\w-]+\.api\.identitynow\.com/g, url);
}
