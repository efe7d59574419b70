import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { Archive } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import type { FaultAction } from "../../tenant/faults";
import { folderOf } from "../support/folder";
import { HOSTS } from "../support/hostProcesses";
import { secret } from "../support/pluginProcess";
import { ProviderProcess } from "../support/providerProcess";
import { configOf, routesOf, testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const SIGNATURE = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" };
const archiveAt = (path: string) => ({ ...SIGNATURE, path, hash: `hash of ${path}` });
const FILES = { "connector-spec.json": "{}", "index.js": "1" };

async function openedBy<Host extends { stop(): void }>(
  startHost: (config: Record<string, string>, kind: string) => Promise<Host>,
) {
  const tenant = await testTenant();
  const config = { ...configOf(tenant), requestTimeout: "1500ms" };
  const provider = await startHost(config, "ConnectorCustomizerVersion");
  onTestFinished(() => provider.stop());
  const { id } = tenant.edit.create("Payroll");
  return { tenant, provider, id };
}

describe.each(HOSTS)("a version on the %s", (_, startHost) => {
  const start = () => openedBy(startHost);

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
});

describe.each(HOSTS)("a secret archive on the %s", (_, startHost) => {
  const start = () => openedBy(startHost);
  const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "1", hash: "a" };
  const archiveOf = (...keys: string[]) => ({
    ...SIGNATURE,
    assets: Object.fromEntries(keys.map((key) => [key, asset])),
    hash: keys.join(),
  });
  const inputsOf = (archive: object, customizerId: string) => ({
    customizerId,
    archive: secret(archive),
    __secretInputs: ["archive"],
  });

  test.each([
    ["lead out of it", archiveOf("../PW")],
    ["are absolute", archiveOf("/PW")],
    ["are there twice", archiveOf("PW", "./PW")],
    ["lie in one another", archiveOf("PW", "PW/index.js")],
    ["are missing on the disk", archiveAt("/PW/code")],
  ])("is refused by check and by create without its keys, if they %s", async (_, archive) => {
    const { provider, id } = await start();
    const inputs = inputsOf(archive, id);
    const { failures } = await provider.check(inputs);
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("cannot be uploaded: it is secret") }]);
    const error: Error = await provider.create(inputs).then(
      () => new Error("created"),
      (refusal) => refusal,
    );
    expect(error.message).toContain("it is secret");
    expect(JSON.stringify(failures) + error.message + provider.output).not.toContain("PW");
  });

  test("is warned about without its keys", async () => {
    const { provider, id } = await start();
    expect((await provider.check(inputsOf(archiveOf("PW/index.js"), id))).failures).toEqual([]);
    await expect.poll(() => provider.output).toContain("the archive has no index.js at its top; SailPoint");
    expect(provider.output).not.toContain("PW");
  });
});

describe.each(HOSTS)("an archive without known files on the %s", (_, startHost) => {
  test.each([
    ["is empty", { assets: {} }, "the archive holds no file. If it is in ignoreChanges: ignoreChanges keeps"],
    ["is known by its digest alone", {}, "cannot be uploaded: ignoreChanges keeps the archive of the last deployment"],
  ])("that %s is refused with what ignoreChanges does", async (_, source, message) => {
    const { provider } = await openedBy(startHost);
    const { failures } = await provider.check({ customizerId: "c1", archive: { ...SIGNATURE, ...source, hash: "h" } });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining(message) }]);
    expect(failures[0]?.reason).toContain("Remove ignoreChanges, or declare an archive that exists");
  });
});

describe("a version in the SDK's provider process", () => {
  const start = () => openedBy((config, kind) => ProviderProcess.start(config, kind));

  test.each([
    [{ customizerId: "", archive: archiveAt("/no/such/path") }, /^customizerId must be the id of a customizer/],
    [
      { customizerId: "c1", archive: "x" },
      /^ archive: must be a pulumi\.asset\.FileArchive.*, not a value of type string$/,
    ],
    [
      {
        customizerId: "c1",
        archive: { ...SIGNATURE, "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "1" },
      },
      /^ archive: must be .*, not an asset, which is one file\. An archive is needed/,
    ],
    [{ customizerId: "c1" }, /^ archive: must be .*, not nothing$/],
    [{ customizerId: "c1", archive: ["x"] }, /^ archive: must be .*, not a list$/],
    [
      { customizerId: "c1", archive: archiveAt("/no/such/path") },
      /^ archive: cannot be uploaded: \/no\/such\/path does not/,
    ],
  ])("refuses the inputs %j before any request", async (inputs, failure) => {
    const { tenant, provider } = await start();
    const { failures } = await provider.check(inputs);
    expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toContainEqual(
      expect.stringMatching(failure),
    );
    expect(tenant.requests).toEqual([]);
  });

  test("shows no value of an archive that it refuses", async () => {
    const { provider } = await start();
    const uri = "https://user:canary-password@127.0.0.1:1/gone.zip?token=canary-token";
    for (const archive of ["canary-text", { canary: 1 }, { ...SIGNATURE, uri, hash: "h" }]) {
      const { failures } = await provider.check({ customizerId: "c1", archive });
      // The engine prints the value of the property that a failure names.
      expect(failures).toEqual([{ property: "", reason: expect.stringMatching(/^archive: /) }]);
      expect(JSON.stringify(failures) + provider.output).not.toContain("canary");
    }
  });

  test("warns of an archive without index.js at its top, with the place of another one", async () => {
    const { provider } = await start();
    const folder = folderOf({ "dist/index.js": "" });
    await provider.check({ customizerId: "c1", archive: archiveAt(folder) });
    expect(provider.output).toContain(`warning: the archive has no index.js at its top (${folder})`);
    expect(provider.output).toContain("One lies at dist/index.js");
  });

  test("says nothing about the zip of SailPoint's template, nor of a .jar", async () => {
    const { provider } = await start();
    for (const name of ["index.js", "driver.jar"]) {
      const folder = folderOf({ "code.zip": await zipOf({ [name]: "1" }) });
      const { failures } = await provider.check({ customizerId: "c1", archive: archiveAt(join(folder, "code.zip")) });
      expect(failures).toEqual([]);
    }
    expect(provider.output).toBe("");
  });

  test("with an index.js that does not parse is refused by check and by create", async () => {
    const { tenant, provider, id } = await start();
    const inputs = { customizerId: id, archive: archiveAt(folderOf({ "index.js": "const a = 1;\nconst = 2;" })) };
    const { failures } = await provider.check(inputs);
    const reason = "cannot be uploaded: index.js does not parse: Unexpected token (line 2, column 7)";
    expect(failures).toEqual([{ property: "", reason: `archive: ${reason}` }]);
    await expect(provider.create(inputs)).rejects.toThrow(
      "index.js does not parse: Unexpected token (line 2, column 7)",
    );
    expect(tenant.requests).toEqual([]);
  });

  test("is not opened if the last deployment had the same archive", async () => {
    const { provider } = await start();
    const inputs = { customizerId: "c1", archive: archiveAt("/no/such/path") };
    expect((await provider.check(inputs, inputs)).failures).toEqual([]);
    const other = { ...inputs, archive: { ...archiveAt("/no/such/path"), hash: "another" } };
    expect((await provider.check(other, inputs)).failures).toHaveLength(1);
  });

  test("of a linked folder is compared by content, though the engine's digest is the same", async () => {
    const { provider, id } = await start();
    const real = folderOf(FILES);
    const link = join(folderOf(), "current");
    symlinkSync(real, link);
    const inputs = { customizerId: id, archive: archiveAt(link) };
    const hidden = { customizerId: id, archive: { ...SIGNATURE, hash: `hash of ${link}` } };
    const made = await provider.create(inputs);
    const olds = { ...made.props, ...hidden };
    await provider.check(inputs, inputs);
    expect(await provider.diff(made.id, olds, hidden)).toMatchObject({ changes: false });
    writeFileSync(join(real, "index.js"), "2");
    await provider.check(inputs, inputs);
    expect(await provider.diff(made.id, olds, hidden)).toMatchObject({ changes: true, replaces: ["archive"] });
  });

  test("in a refresh, where no program declares it, has not changed if the digest is the same", async () => {
    const { provider, id } = await start();
    const made = await provider.create({ customizerId: id, archive: archiveAt(folderOf(FILES)) });
    const hidden = { customizerId: id, archive: { ...SIGNATURE, hash: "h" } };
    expect(await provider.diff(made.id, { ...made.props, ...hidden }, hidden)).toMatchObject({ changes: false });
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
