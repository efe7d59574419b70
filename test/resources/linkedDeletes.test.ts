import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { connectorCustomizer } from "../../provider/resources/connectorCustomizer/connectorCustomizer";
import { connectorCustomizerLink } from "../../provider/resources/connectorCustomizerLink/connectorCustomizerLink";
import { resourceContext } from "../support/resourceContext";
import { routesOf, testTenant } from "../support/testTenant";

async function linked() {
  const instances = [{ id: "i1", name: "Payroll SaaS" }];
  const tenant = await testTenant({ instances, switches: { refuseDeleteWhileLinked: true } });
  const { id, created } = tenant.edit.create("Payroll");
  tenant.edit.link("i1", id);
  const { tenantId } = tenant;
  const context = resourceContext(tenant);
  return {
    tenant,
    deleteCustomizer: () => connectorCustomizer.delete(context, id, { name: "Payroll", tenantId, created }),
    deleteLink: () =>
      connectorCustomizerLink.delete(context, "i1", {
        connectorInstanceId: "i1",
        customizerId: id,
        connectorInstanceName: "Payroll SaaS",
        tenantId,
      }),
  };
}

describe("the delete of a customizer, if the tenant does not delete what is linked", () => {
  test("is sent again after the same run has deleted its link, and only then", async () => {
    const { tenant, deleteCustomizer, deleteLink } = await linked();
    const deleting = deleteCustomizer();
    while (!routesOf(tenant).includes("delete")) {
      await sleep(5);
    }
    await sleep(300);
    await deleteLink();
    await deleting;
    expect(tenant.customizers).toEqual([]);
    expect(routesOf(tenant).filter((route) => route === "delete")).toHaveLength(2);
  });

  test("fails if the run ends its deletes without one of the link", async () => {
    const { tenant, deleteCustomizer } = await linked();
    await expect(deleteCustomizer()).rejects.toThrow(/Could not delete the connector customizer .* 409/);
    expect(routesOf(tenant)).toEqual(["delete"]);
    expect(tenant.customizers).toHaveLength(1);
  });
});
