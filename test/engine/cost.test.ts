import { describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { Project } from "../support/engine";
import { AS_PEOPLE_RUN, RARE_WRITES } from "../support/fast/env";
import { testTenant } from "../support/testTenant";

/** More than a page of 250, so that a page too many or too few is seen. */
const COUNT = 260;
const OTHERS = 250;

function countsOf(tenant: Tenant): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { route } of tenant.requests) {
    counts[route] = (counts[route] ?? 0) + 1;
  }
  return counts;
}

describe(`the requests and bytes of ${COUNT} customizers in a tenant that has ${OTHERS} others`, () => {
  test("are the fewest there can be", { timeout: 240_000 }, async () => {
    const tenant = await testTenant();
    for (let other = 0; other < OTHERS; other++) {
      tenant.edit.create(`other-${other}`);
    }
    const project = new Project(tenant, { ...RARE_WRITES, ...AS_PEOPLE_RUN, SAIL_RATE_LIMIT: "100000/1s" });
    project.init();
    const declare = (prefix: string) =>
      project.program(
        `for (let i = 0; i < ${COUNT}; i++) new sailpoint.ConnectorCustomizer("c" + i, { name: "${prefix}" + i, onNameChange: "rename" });`,
      );
    const costOf = async (work: () => Promise<unknown>) => {
      tenant.clearRequests();
      await work();
      return countsOf(tenant);
    };

    declare("a");
    expect(await costOf(() => project.succeed("preview"))).toEqual({});
    expect(await costOf(() => project.up())).toEqual({ token: 1, list: 2, create: COUNT });
    expect(await costOf(() => project.up())).toEqual({});
    expect(await costOf(() => project.succeed("refresh", "--yes", "--skip-preview"))).toEqual({ token: 1, list: 3 });

    const providers = project.resources().map(({ inputs }) => Buffer.byteLength(String(inputs?.["__provider"])));
    expect(providers).toHaveLength(COUNT);
    expect(Math.max(...providers)).toBeLessThanOrEqual(120);
    expect(Buffer.byteLength(project.stateText()) / COUNT).toBeLessThan(1_600);

    declare("b");
    expect(await costOf(() => project.up())).toEqual({ token: 1, list: 3, update: COUNT });
    const destroyed = await costOf(() => project.succeed("destroy", "--yes", "--skip-preview"));
    expect(destroyed).toEqual({ token: 1, delete: COUNT });
    expect(tenant.customizers).toHaveLength(OTHERS);
  });
});
