import { describe, expect, test } from "vitest";
import { connectorCustomizer } from "../../provider/resources/connectorCustomizer/connectorCustomizer";
import { connectorCustomizerLink } from "../../provider/resources/connectorCustomizerLink/connectorCustomizerLink";
import type { Context } from "../../provider/resources/resource";
import type { Tenant } from "../../tenant";
import { resourceContext } from "../support/resourceContext";
import { routesOf, testTenant } from "../support/testTenant";

const READS = ["list", "read", "instances", "instance"];

function seed(tenant: Tenant, count: number) {
  const names = Array.from({ length: count }, (_, index) => `Customizer ${index}`);
  return names.map((name, index) => {
    const { id } = tenant.edit.create(name);
    const connectorInstanceId = `instance-${index}`;
    tenant.edit.link(connectorInstanceId, id);
    return { name, link: { connectorInstanceId, customizerId: id } };
  });
}

async function tenantOf(count: number): Promise<Tenant> {
  const instances = Array.from({ length: count }, (_, index) => ({ id: `instance-${index}`, name: `Source ${index}` }));
  return testTenant({ instances });
}

/** As the engine creates: eight at once. */
async function eightAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

const adopt = (context: Context, name: string) => connectorCustomizer.create(context, { name, adopt: true });

describe("adoptions that come together", () => {
  test("cost pages, for customizers and for the links that exist, and change nothing", async () => {
    const tenant = await tenantOf(300);
    const context = resourceContext(tenant);
    const seeded = seed(tenant, 300);
    tenant.clearRequests();
    await eightAtOnce(seeded, async ({ name, link }) => {
      expect((await adopt(context, name)).id).toBe(link.customizerId);
      expect((await connectorCustomizerLink.create(context, link)).state).toMatchObject(link);
    });
    const routes = routesOf(tenant);
    expect(routes.filter((route) => !READS.includes(route))).toEqual([]);
    expect(routes.length).toBeLessThanOrEqual(8);
  });

  test("cost pages if they come one by one as well", async () => {
    const tenant = await tenantOf(40);
    const context = resourceContext(tenant);
    const seeded = seed(tenant, 40);
    tenant.clearRequests();
    for (const { name, link } of seeded) {
      await adopt(context, name);
      await connectorCustomizerLink.create(context, link);
    }
    expect(routesOf(tenant).length).toBeLessThanOrEqual(10);
  });

  test("do not take what was deleted or renamed after the names were listed", async () => {
    const tenant = await tenantOf(3);
    const context = resourceContext(tenant);
    const [first, second, third] = seed(tenant, 3) as [never, never, never] as ReturnType<typeof seed>;
    await context.names.named("any");
    tenant.edit.remove(first?.link.customizerId ?? "");
    tenant.edit.rename(second?.link.customizerId ?? "", "Renamed");
    const names = [first, second, third].map((one) => one?.name ?? "");
    const adopted = await Promise.all(names.map((name) => adopt(context, name)));
    expect(adopted[0]?.id).not.toBe(first?.link.customizerId);
    expect(adopted[1]?.id).not.toBe(second?.link.customizerId);
    expect(adopted[2]?.id).toBe(third?.link.customizerId);
  });

  test("do not take over a link of somebody else's that a listing does not show", async () => {
    const tenant = await tenantOf(2);
    const context = resourceContext(tenant);
    const seeded = seed(tenant, 2);
    const stranger = tenant.edit.create("Stranger").id;
    await Promise.all(seeded.map(({ name }) => adopt(context, name)));
    tenant.edit.link("instance-1", stranger);
    const [kept, refused] = await Promise.allSettled(
      seeded.map(({ link }) => connectorCustomizerLink.create(context, link)),
    );
    expect(kept?.status).toBe("fulfilled");
    expect(refused).toMatchObject({ reason: { message: expect.stringContaining("takeOver: true") } });
    expect(tenant.instances.find(({ id }) => id === "instance-1")?.connectorCustomizerId).toBe(stranger);
  });
});

describe("the message about an adoption", () => {
  async function messageAbout(created: string | null): Promise<string> {
    const tenant = await testTenant();
    const record = { id: "c1", name: "Payroll", created };
    await fetch(`${tenant.url}/_tenant/customizers/raw`, { method: "POST", body: JSON.stringify(record) });
    const shown: string[] = [];
    const context = { ...resourceContext(tenant), log: { info: (text: string) => void shown.push(text), debug() {} } };
    await expect(connectorCustomizer.create(context, { name: "Payroll" })).rejects.toThrow(
      created === null ? "one of this name, c1. " : `one of this name, c1 (created ${created}). `,
    );
    await adopt(context, "Payroll");
    return shown.join("\n");
  }

  test("names the customizer, and its date if the tenant shows one", async () => {
    const start = 'adopted the existing connector customizer c1 ("Payroll")';
    expect(await messageAbout(null)).toBe(start);
    expect(await messageAbout("2026-01-01T00:00:00Z")).toBe(`${start}, created 2026-01-01T00:00:00Z`);
  });
});

describe("a name with white space at its ends", () => {
  const check = (news: Record<string, unknown>, olds: Record<string, unknown> = {}) =>
    connectorCustomizer.check(news, olds, { ownership: { declareCustomizer() {} } } as never);

  test("is refused for a new customizer, and accepted for one that exists", async () => {
    expect(check({ name: " x " })).toHaveLength(1);
    expect(check({ name: "  " })).toHaveLength(1);
    expect(check({ name: " x " }, { name: " x " })).toEqual([]);
    expect(check({ name: " x ", adopt: true })).toEqual([]);
    expect(check({ name: "", adopt: true })).toHaveLength(1);
  });

  test("is adopted as it is, and never created", async () => {
    const tenant = await tenantOf(0);
    const { id } = tenant.edit.create(" x ");
    expect((await adopt(resourceContext(tenant), " x ")).id).toBe(id);
    tenant.clearRequests();
    await expect(adopt(resourceContext(tenant), "x ")).rejects.toThrow("white space");
    expect(routesOf(tenant)).toEqual(["list"]);
  });
});
