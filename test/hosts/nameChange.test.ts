import { describe, expect, onTestFinished, test } from "vitest";
import { HOSTS } from "../support/hostProcesses";
import { configOf, testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

describe.each(HOSTS)("a changed name on the %s", (_, startHost) => {
  test("of an administrator is told by the refresh, and what the replacement deletes by the diff", async () => {
    const tenant = await testTenant();
    const provider = await startHost(configOf(tenant));
    onTestFinished(() => provider.stop());
    const { id, created } = tenant.edit.create("Payroll");
    await tenant.edit.upload(id, await zipOf({ "index.js": "" }));
    const props = { name: "Payroll", tenantId: tenant.tenantId, created };
    tenant.edit.rename(id, "Wages");

    const { props: refreshed } = await provider.read(id, props);
    await expect.poll(() => provider.output).toContain(`${id} was renamed in the tenant from "Payroll" to "Wages"`);
    await expect.poll(() => provider.output).toContain("the next `pulumi up` replaces it and deletes its versions");

    const news = { name: "Payroll" };
    await provider.check(news, { name: "Wages" });
    expect(await provider.diff(id, refreshed, news)).toMatchObject({ replaces: ["name"] });
    await expect
      .poll(() => provider.output)
      .toContain(`the replacement deletes the connector customizer ${id} with all its versions`);
    await expect.poll(() => provider.output).toContain('set onNameChange: "rename"');
  });

  test("of an administrator is only renamed back with onNameChange rename; an unchanged one is silent", async () => {
    const tenant = await testTenant();
    const provider = await startHost(configOf(tenant));
    onTestFinished(() => provider.stop());
    const { id, created } = tenant.edit.create("Payroll");
    const props = { name: "Payroll", onNameChange: "rename", tenantId: tenant.tenantId, created };
    await provider.read(id, props);
    expect(provider.output).not.toContain("renamed");

    tenant.edit.rename(id, "Wages");
    const { props: refreshed } = await provider.read(id, props);
    await expect.poll(() => provider.output).toContain("the next `pulumi up` renames it back");
    await provider.check({ name: "Payroll", onNameChange: "rename" }, {});
    await provider.diff(id, refreshed, { name: "Payroll", onNameChange: "rename" });
    expect(provider.output).not.toContain("replaces");
  });
});
