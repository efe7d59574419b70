import type { TenantOptions } from "../../../tenant";
import { type AtEnd, testTenant } from "../../support/testTenant";

/** The ids that pages use. */
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

const MAKES_CUSTOMIZER =
  /new sailpoint\.(ConnectorCustomizer|CustomizerDeployment)\(|type: sailpoint:(ConnectorCustomizer|CustomizerDeployment)\s*$/m;

/**
 * The tenant that a page's program finds: an instance "Payroll SaaS" of a source "Payroll", an instance and a customizer for each id
 * of the program, and a customizer "Payroll" if the program makes none.
 */
export async function tenantOfPage(program: string, atEnd?: AtEnd) {
  const ids = [...new Set(program.match(UUID) ?? [])];
  const options: TenantOptions = { instances: [] };
  const tenant = await testTenant(options, atEnd);
  ids.forEach((id, index) => {
    tenant.edit.addInstance(index === 0 ? "Payroll SaaS" : `Instance ${index}`, id, index === 0 ? PAYROLL : {});
    if (program.includes(`.get(`)) {
      tenant.edit.addRaw({
        id,
        name: `Customizer ${index}`,
        created: "2026-01-01T00:00:00Z",
        tenantId: tenant.tenantId,
      });
    }
  });
  if (ids.length === 0) {
    tenant.edit.addInstance("Payroll SaaS", undefined, PAYROLL);
  }
  if (!MAKES_CUSTOMIZER.test(program)) {
    tenant.edit.create("Payroll");
  }
  return tenant;
}

const PAYROLL = { sourceName: "Payroll" };
