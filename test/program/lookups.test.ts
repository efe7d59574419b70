import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  getConnectorCustomizer,
  getConnectorCustomizerOutput,
  getConnectorCustomizers,
  getConnectorInstance,
  getConnectorInstances,
} from "../../provider";
import { testTenant } from "../support/testTenant";

async function start() {
  const tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] });
  vi.stubEnv("SAIL_BASE_URL", tenant.url);
  vi.stubEnv("SAIL_CLIENT_ID", tenant.clientId);
  vi.stubEnv("SAIL_CLIENT_SECRET", tenant.clientSecret);
  return tenant;
}

beforeEach(() => vi.unstubAllEnvs());

describe("a lookup", () => {
  test("finds one by id or by name", async () => {
    const tenant = await start();
    const { id } = tenant.edit.create("Payroll");
    const expected = { id, name: "Payroll", tenantId: tenant.tenantId };
    expect(await getConnectorCustomizer({ id })).toMatchObject(expected);
    expect(await getConnectorCustomizer({ name: "Payroll" })).toMatchObject(expected);
    expect(await getConnectorInstance({ name: "Payroll SaaS" })).toEqual({
      id: "i1",
      name: "Payroll SaaS",
      connectorCustomizerId: undefined,
    });
    expect((await getConnectorInstance({ id: "i1" })).name).toBe("Payroll SaaS");
  });

  test("lists all, to the last page, as they are at this moment", async () => {
    const tenant = await start();
    for (let index = 0; index < 260; index++) {
      tenant.edit.create(`c${index}`);
    }
    expect(await getConnectorCustomizers()).toHaveLength(260);
    tenant.edit.create("one more");
    expect(await getConnectorCustomizers()).toHaveLength(261);
    expect(await getConnectorInstances()).toHaveLength(1);
  });

  test("of none lists the nearest, of several lists their ids", async () => {
    const tenant = await start();
    const ids = [tenant.edit.create("Payroll").id, tenant.edit.create("Payroll").id];
    await expect(getConnectorCustomizer({ name: "Payrol" })).rejects.toThrow(
      `There is no connector customizer named "Payrol". The nearest there are: "Payroll" (${ids[0]})`,
    );
    await expect(getConnectorCustomizer({ name: "Payroll" })).rejects.toThrow(ids.join(", "));
    await expect(getConnectorInstance({ id: "i9" })).rejects.toThrow('"Payroll SaaS" (i1)');
  });

  test.each([{}, { id: "" }, { id: "a", name: "b" }, { name: 7 }])(
    "takes either an id or a name, not %j",
    async (args) => {
      await start();
      await expect(getConnectorCustomizer(args as never)).rejects.toThrow("takes either an id or a name");
    },
  );

  test("takes outputs", async () => {
    const tenant = await start();
    const { id } = tenant.edit.create("Payroll");
    const found = getConnectorCustomizerOutput({ name: pulumi.output("Payroll") });
    expect(await new Promise((done) => found.id.apply(done))).toBe(id);
  });
});
