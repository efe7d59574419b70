import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { Archive } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import { downloadFile } from "../../provider/resources/downloadFile";
import type { FaultAction } from "../../tenant/faults";
import { folderOf } from "../support/folder";
import { ProviderProcess } from "../support/providerProcess";
import { configOf, routesOf, testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const SIGNATURE = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" };
const archiveAt = (path: string) => ({ ...SIGNATURE, path, hash: `hash of ${path}` });
const FILES = { "connector-spec.json": "{}", "index.js": "1" };

async function start(options: Parameters<typeof testTenant>[0] = {}) {
  const tenant = await testTenant(options);
  const config = { ...configOf(tenant), requestTimeout: "1500ms" };
  const provider = await ProviderProcess.start(config, "ConnectorCustomizerVersion");
  onTestFinished(() => provider.stop());
  const { id } = tenant.edit.create("Payroll");
  return { tenant, provider, id };
}

describe("a version in the provider process", () => {
  test("is uploaded with one GET and one POST", async () => {
    const { tenant, provider, id } = await start();
    const path = folderOf(FILES);
    const made = await provider.create({ customizerId: id, archive: archiveAt(path) });
    expect(made.id).toBe(`${id}/1`);
    expect(made.props).toMatchObject({
      customizerId: id,
      version: 1,
      archive: archiveAt(path),
      tenantId: tenant.tenantId,
    });
    expect(made.props["contentSha256"]).toMatch(/^[0-9a-f]{64}$/);
    expect(routesOf(tenant)).toEqual(["read", "upload"]);
    expect(tenant.requests.at(-1)?.contentType).toBe("application/zip");
  });

  test.each<[string, FaultAction]>([
    ["reset after commit", { resetAfter: true }],
    ["late", { delayMs: 3_000 }],
    ["cut body", { cutBody: true }],
    ["bad JSON", { badJson: true }],
    ["500 after the work", { status: 500, after: true }],
  ])("whose upload is answered by %s is one version, recorded right", async (_, action) => {
    const { tenant, provider, id } = await start();
    tenant.fault({ route: "upload", action });
    const made = await provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    expect(tenant.versions(id)).toHaveLength(1);
    expect(made.props).toMatchObject({ version: 1, imageId: tenant.versions(id)[0]?.imageId });
  });

  test.each<[string, FaultAction]>([
    ["reset before the work", { resetBefore: true }],
    ["503", { status: 503 }],
    ["HTML", { html: 502 }],
  ])(
    "whose upload ends with %s stops, and is uploaded once by the next run",
    { timeout: 40_000 },
    async (_, action) => {
      const { tenant, provider, id } = await start();
      tenant.fault({ route: "upload", action });
      const inputs = { customizerId: id, archive: archiveAt(folderOf(FILES)) };
      await expect(provider.create(inputs)).rejects.toThrow("it is not known whether it arrived");
      expect(tenant.versions(id)).toEqual([]);
      await provider.create(inputs);
      expect(tenant.versions(id)).toHaveLength(1);
    },
  );

  test("is sent again after 429 and after an expired token", async () => {
    const { tenant, provider, id } = await start();
    tenant.fault({ route: "upload", action: { status: 429, headers: { "retry-after": "0" } } });
    tenant.fault({ route: "upload", action: { expireToken: true } });
    await provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    expect(tenant.versions(id)).toHaveLength(1);
  });

  test("of a customizer that is gone is an error", async () => {
    const { provider } = await start();
    const creating = provider.create({ customizerId: "gone", archive: archiveAt(folderOf(FILES)) });
    await expect(creating).rejects.toThrow("the tenant has no connector customizer of this id");
  });

  test("is refused beside another one for the same customizer in one program", async () => {
    const { provider, id } = await start();
    await provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    const second = provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    await expect(second).rejects.toThrow("another resource of this program uploads to the same one");
  });

  test.each([
    [{ customizerId: "", archive: "x" }, "customizerId"],
    [{ customizerId: "c1", archive: "x" }, "archive"],
    [{ customizerId: "c1" }, "archive"],
    [{ customizerId: "c1", archive: archiveAt("/no/such/path") }, "archive"],
  ])("refuses the inputs %j before any request", async (inputs, property) => {
    const { tenant, provider } = await start();
    const { failures } = await provider.check(inputs);
    expect(failures.map((failure) => failure.property)).toContain(property);
    expect(tenant.requests).toEqual([]);
  });

  test("warns of an archive without what a customizer needs", async () => {
    const { provider } = await start();
    await provider.check({ customizerId: "c1", archive: archiveAt(folderOf({ "a.txt": "" })) });
    expect(provider.output).toContain("warning: the archive has no connector-spec.json and no code (a .js file)");
  });

  test("differs by content, not by path, time or form", async () => {
    const { provider, id } = await start();
    const folder = folderOf(FILES);
    const { props, id: versionId } = await provider.create({ customizerId: id, archive: archiveAt(folder) });
    const zip = join(folderOf(), "code.zip");
    writeFileSync(zip, await zipOf(FILES, new Date(2021, 2, 3)));
    const same = { customizerId: id, archive: archiveAt(zip) };
    expect(await provider.diff(versionId, props, same)).toMatchObject({ changes: false, replaces: [] });
    const other = { customizerId: id, archive: archiveAt(folderOf({ ...FILES, "index.js": "2" })) };
    expect(await provider.diff(versionId, props, other)).toMatchObject({ changes: true, replaces: ["archive"] });
    const moved = { ...same, customizerId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    expect(await provider.diff(versionId, props, moved)).toMatchObject({ changes: true, replaces: ["customizerId"] });
  });

  test.each<[string, (folder: string, zip: string) => object]>([
    ["folder", (folder) => archiveAt(folder)],
    ["zip", (_, zip) => archiveAt(zip)],
    ["remote zip", (_, zip) => ({ ...SIGNATURE, uri: pathToFileURL(zip).href, hash: "remote" })],
    ["zip within an AssetArchive", (_, zip) => ({ ...SIGNATURE, assets: { inner: archiveAt(zip) }, hash: "nested" })],
  ])("of 50 MB in a %s takes less than 200 MB of memory", { timeout: 60_000 }, async (_, archiveOf) => {
    const { tenant, provider, id } = await start();
    await provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    const peakOf = () =>
      Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${provider.memoryPid}/status`, "utf8"))?.[1]);
    const residentOf = () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${provider.memoryPid}/status`, "utf8"))?.[1]);
    const resting = residentOf();
    const big = Buffer.alloc(50 * 1024 * 1024, "0123456789abcdef");
    const folder = folderOf({ ...FILES, "big.bin": big });
    const zip = join(folderOf(), "code.zip");
    writeFileSync(zip, await packZip(new Archive({ path: folder }), downloadFile));
    const inputs = { customizerId: tenant.edit.create("Big").id, archive: archiveOf(folder, zip) };
    const other = inputs.customizerId;
    expect((await provider.check(inputs)).failures).toEqual([]);
    await provider.create(inputs);
    expect(tenant.versions(other)[0]?.size).toBeGreaterThan(big.length);
    expect((peakOf() - resting) / 1024).toBeLessThan(200);
  });
});
