import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  getConnectorCustomizer,
  getConnectorCustomizerOutput,
  getConnectorCustomizers,
  getConnectorInstance,
  getConnectorInstanceOutput,
  getConnectorInstances,
} from "../../provider";
import { jsonServer } from "../support/jsonServer";
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

  test("shows no value of wrong arguments, which may be secret", async () => {
    await start();
    const error = await getConnectorCustomizer({ id: "canary", name: "canary" } as never).catch(
      (thrown: Error) => thrown,
    );
    expect((error as Error).message).toContain("Given: id (string), name (string).");
    expect((error as Error).message).not.toContain("canary");
  });

  test("by a wrong id says so also if the tenant refuses to list the others", async () => {
    const tenant = await start();
    tenant.fault({ route: "instances", count: "always", action: { status: 403 } });
    await expect(getConnectorInstance({ id: "i9" })).rejects.toThrow(
      /There is no connector instance of the id i9\. The others cannot be shown: .*403/,
    );
  });

  test("takes outputs", async () => {
    const tenant = await start();
    const { id } = tenant.edit.create("Payroll");
    const found = getConnectorCustomizerOutput({ name: pulumi.output("Payroll") });
    expect(await new Promise((done) => found.id.apply(done))).toBe(id);
  });
});

const SOURCE_ID = "2c9180835d191a86015d28455b4a2329";
const INSTANCE_ID = "0f2b8a5e-7d55-4c7e-9d3c-111111111111";
const SOURCES = [
  {
    id: SOURCE_ID,
    name: 'Payroll "EU" \\ 1',
    connectorAttributes: { spConnectorInstanceId: INSTANCE_ID, password: "canary" },
  },
  { id: "2c9180835d191a86015d28455b4a2330", name: "Active Directory", connectorAttributes: { host: "canary" } },
  { id: "2c9180835d191a86015d28455b4a2331", name: "Twice", connectorAttributes: null },
  { id: "2c9180835d191a86015d28455b4a2332", name: "Twice" },
];

/** A tenant with sources, whose instances are refused with this status unless their id is a known one. */
async function startSources(refusal = 404) {
  const server = await jsonServer(({ url }) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const [, , collection, id] = pathname.split("/");
    if (collection === "sources") {
      const filter = searchParams.get("filters");
      const name = filter === null ? undefined : /^name eq "(.*)"$/.exec(filter)?.[1]?.replace(/\\(.)/g, "$1");
      const found = SOURCES.filter((source) => (id ? source.id === id : name === undefined || source.name === name));
      return id ? { status: found[0] ? 200 : 404, body: found[0] ?? { detailCode: "404" } } : { body: found };
    }
    const instance = { id: INSTANCE_ID, name: "Payroll", connectorCustomizerId: null };
    return id === undefined
      ? { body: [instance] }
      : id === INSTANCE_ID
        ? { body: instance }
        : { status: refusal, body: { detailCode: String(refusal) } };
  });
  vi.stubEnv("SAIL_BASE_URL", server.url);
  vi.stubEnv("SAIL_CLIENT_ID", "id");
  vi.stubEnv("SAIL_CLIENT_SECRET", "secret");
  return server;
}

describe("a lookup of a connector instance by its source", () => {
  const expected = { id: INSTANCE_ID, name: "Payroll", connectorCustomizerId: undefined };

  test("goes by the source's id or name, and keeps nothing else of the source", async () => {
    const { seen } = await startSources();
    expect(await getConnectorInstance({ sourceId: SOURCE_ID })).toEqual(expected);
    expect(await getConnectorInstance({ sourceName: 'Payroll "EU" \\ 1' })).toEqual(expected);
    expect(seen.map(({ url }) => decodeURIComponent(url))).toEqual([
      `/v2025/sources/${SOURCE_ID}`,
      `/beta/connector-instances/${INSTANCE_ID}`,
      '/v2025/sources?offset=0&limit=250&filters=name eq "Payroll \\"EU\\" \\\\ 1"',
      `/beta/connector-instances/${INSTANCE_ID}`,
    ]);
  });

  test("takes outputs", async () => {
    await startSources();
    const found = getConnectorInstanceOutput({ sourceId: pulumi.output(SOURCE_ID) });
    expect(await new Promise((done) => found.id.apply(done))).toBe(INSTANCE_ID);
  });

  test("finds the sources of API version v1 under v2025", async () => {
    const { seen } = await startSources();
    vi.stubEnv("SAIL_API_VERSION", "v1");
    await getConnectorInstance({ sourceId: SOURCE_ID });
    expect(seen[0]?.url).toBe(`/v2025/sources/${SOURCE_ID}`);
  });

  test.each([
    [{ sourceName: "Active Directory" }, "does not run on SaaS Connectivity. Connector customizers work only with"],
    [{ sourceName: "Active Directry" }, 'named "Active Directry". The nearest there are: "Active Directory"'],
    [{ sourceName: "Twice" }, "2c9180835d191a86015d28455b4a2331, 2c9180835d191a86015d28455b4a2332"],
    [{ sourceId: "2c9180835d191a86015d28455b4a2339" }, "There is no source of the id"],
  ] as const)("of %j is an error that helps, and shows no credentials", async (args, reason) => {
    await startSources();
    const error = await getConnectorInstance(args).catch((thrown: Error) => thrown);
    expect((error as Error).message).toContain(reason);
    expect((error as Error).message).not.toContain("canary");
  });

  test("says which scope is missing", async () => {
    const server = await jsonServer(() => ({ status: 403 }));
    vi.stubEnv("SAIL_BASE_URL", server.url);
    vi.stubEnv("SAIL_CLIENT_ID", "id");
    vi.stubEnv("SAIL_CLIENT_SECRET", "secret");
    for (const args of [{ sourceId: SOURCE_ID }, { sourceName: "Payroll" }]) {
      await expect(getConnectorInstance(args)).rejects.toThrow("idn:sources:read");
    }
  });

  test.each([{}, { id: "a", sourceId: "b" }, { sourceName: "" }, { source: "a" }])(
    "is not possible by %j",
    async (args) => {
      await startSources();
      await expect(getConnectorInstance(args as never)).rejects.toThrow(
        "takes either an id, a name, a sourceId or a sourceName",
      );
    },
  );
});

test("the error of a lookup has its message as stack, which the SDK prints if the error reaches a resource's input", async () => {
  await start();
  const error = await getConnectorCustomizer({ name: "none" }).catch((thrown: Error) => thrown);
  expect((error as Error).stack).toBe((error as Error).message);
});

test("a source's name given as an instance's names sourceName", async () => {
  await startSources();
  await expect(getConnectorInstance({ name: "Active Directory" })).rejects.toThrow(
    /There is no connector instance named "Active Directory"\..*shows sources: for the name of a source, use getConnectorInstance\(\{ sourceName \}\)/,
  );
});

test.each([400, 404])("a source's id given as an instance's, answered with %i, names sourceId", async (status) => {
  await startSources(status);
  await expect(getConnectorInstance({ id: SOURCE_ID })).rejects.toThrow(
    `There is no connector instance of the id ${SOURCE_ID}. The nearest there are: "Payroll" (${INSTANCE_ID}). ` +
      `${SOURCE_ID} looks like the id of a source: look its connector instance up with getConnectorInstance({ sourceId: "${SOURCE_ID}" }).`,
  );
});
