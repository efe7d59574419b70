import { describe, expect, test } from "vitest";
import { connectorCustomizer } from "../../../provider/resources/connectorCustomizer/connectorCustomizer";
import { connectorCustomizerLink } from "../../../provider/resources/connectorCustomizerLink/connectorCustomizerLink";
import { resourceContext } from "../../support/resourceContext";
import { routesOf, testTenant } from "../../support/testTenant";

const REFUSAL = { status: 400, body: { messages: [{ text: "The connector does not support customizers" }] } };

async function linkOfNewCustomizer() {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll" }] });
  const shown: string[] = [];
  const context = {
    ...resourceContext(tenant),
    log: { info: (text: string) => void shown.push(text), debug: () => {} },
  };
  const { id } = await connectorCustomizer.create(context, { name: "New" });
  tenant.clearRequests();
  const link = () => connectorCustomizerLink.create(context, { connectorInstanceId: "i1", customizerId: id });
  return { tenant, shown, link, id };
}

describe("a link to a customizer of the same run that the tenant refuses", () => {
  test("fails after one look and one more PATCH if the tenant shows the customizer", async () => {
    const { tenant, shown, link } = await linkOfNewCustomizer();
    tenant.fault({ route: "patchInstance", count: "always", action: REFUSAL });
    await expect(link()).rejects.toThrow(
      /The connector does not support customizers.* work only with connectors that run on SaaS Connectivity/,
    );
    expect(routesOf(tenant)).toEqual(["instance", "patchInstance", "read", "patchInstance"]);
    expect(shown).toEqual([]);
  });

  test("is made by the second PATCH if the customizer became visible in between", async () => {
    const { tenant, link, id } = await linkOfNewCustomizer();
    tenant.fault({ route: "patchInstance", action: REFUSAL });
    await link();
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(id);
  });

  test.each([404, 403])("is repeated, and says so once, if the look is answered with %i", async (status) => {
    const { tenant, shown, link, id } = await linkOfNewCustomizer();
    tenant.fault({ route: "patchInstance", count: 3, action: REFUSAL });
    tenant.fault({ route: "read", action: { status } });
    await link();
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(id);
    expect(routesOf(tenant).filter((route) => route === "read")).toHaveLength(1);
    expect(shown).toEqual([expect.stringContaining(`waiting for the tenant to show the new customizer ${id}`)]);
  });
});
