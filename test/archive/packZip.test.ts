import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  linkSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type ArchiveContent, archiveContent } from "../../provider/archive/archiveContent";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import { readZip } from "../../provider/archive/readZip";
import { withScratch } from "../../provider/archive/scratch";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { folderOf } from "../support/folder";
import { otherHost } from "../support/otherHost";
import { zipOf as zipMadeElsewhere } from "../support/zip";

const FILES = { "b.js": "b", "a/z.js": "z", "a/é.js": "e", "connector-spec.json": "{}" };
const SORTED = ["a/z.js", "a/é.js", "b.js", "connector-spec.json"];

const assets = (files: Readonly<Record<string, string>>) =>
  new Archive({ assets: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new Asset({ text })])) });
const contentOf = (archive: Archive) => archiveContent(archive, downloadFile);
const zipOf = (archive: Archive) => packZip(archive, downloadFile);
const pathsOf = ({ entries }: ArchiveContent) => entries.map(({ path }) => path);
const unpacked = (zip: Buffer) =>
  withScratch(async (scratch) => {
    const entries = await readZip(zip, "it", { unpackTo: () => scratch.file() });
    return Object.fromEntries(entries.map(({ path, file }) => [path, readFileSync(file ?? "", "utf8")]));
  });
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("a packed folder", () => {
  test("holds its files sorted by path, and nothing else", async () => {
    const zip = await zipOf(new Archive({ path: folderOf(FILES) }));
    expect((await readZip(zip, "it")).map(({ path }) => path)).toEqual(SORTED);
  });

  test("is the same bytes in another order, at another time, with other modes and from assets", async () => {
    const first = folderOf(FILES);
    const second = folderOf(Object.fromEntries(Object.entries(FILES).reverse()));
    utimesSync(join(second, "b.js"), 1, 1);
    chmodSync(join(second, "a/z.js"), 0o600);
    const zips = await Promise.all(
      [new Archive({ path: first }), new Archive({ path: second }), assets(FILES)].map(zipOf),
    );
    expect(new Set(zips.map(digest)).size).toBe(1);
  });

  test("is the same bytes in every time zone and under every umask", () => {
    const folder = folderOf(FILES);
    const script = `
      const { Archive } = require(${JSON.stringify(resolve("dist/provider/archive/archiveSource.js"))});
      const { packZip } = require(${JSON.stringify(resolve("dist/provider/archive/packZip.js"))});
      process.umask(Number(process.env.MASK));
      packZip(new Archive({ path: ${JSON.stringify(folder)} })).then((zip) =>
        console.log(require("node:crypto").createHash("sha256").update(zip).digest("hex")));`;
    const zips = ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia"].map((TZ, index) =>
      execFileSync(process.execPath, ["-e", script], {
        env: { ...process.env, TZ, MASK: String(index % 2 ? 0o077 : 0o022) },
        encoding: "utf8",
      }).trim(),
    );
    expect(new Set(zips).size).toBe(1);
  });
});

describe("the content's digest", () => {
  test("is the same for a folder, for assets and for a zip of the same files, whenever and however it was zipped", async () => {
    const zipped = folderOf({ "new.zip": await zipMadeElsewhere(FILES, new Date(2024, 5, 5)) });
    const nested = new Archive({
      assets: {
        "a/": assets({ "z.js": "z", "é.js": "e" }),
        "b.js": new Asset({ text: "b" }),
        "connector-spec.json": new Asset({ text: "{}" }),
      },
    });
    const archives = [
      new Archive({ path: folderOf(FILES) }),
      new Archive({ path: join(zipped, "new.zip") }),
      new Archive({ uri: pathToFileURL(join(zipped, "new.zip")).href }),
      nested,
    ];
    const contents = await Promise.all(archives.map(contentOf));
    expect(new Set(contents.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(contents[0] && pathsOf(contents[0])).toEqual(SORTED);
  });

  test.each([
    ["a changed byte", { ...FILES, "b.js": "c" }],
    ["another path", { ...FILES, "b.js": undefined, "c.js": "b" }],
    ["one file more", { ...FILES, "d.js": "" }],
  ])("is another with %s", async (_, files) => {
    const other = Object.fromEntries(Object.entries(files).filter(([, text]) => text !== undefined)) as Record<
      string,
      string
    >;
    expect((await contentOf(assets(other))).sha256).not.toBe((await contentOf(assets(FILES))).sha256);
  });
});

describe("assets", () => {
  test("come from texts, paths, URLs and archives within archives", async () => {
    const folder = folderOf({
      "on-disk.js": "disk",
      "inner/x.js": "x",
      "inner.zip": await zipMadeElsewhere({ "y.js": "y" }),
    });
    const zip = await zipOf(
      new Archive({
        assets: {
          "text.js": new Asset({ text: "text" }),
          "disk.js": new Asset({ path: join(folder, "on-disk.js") }),
          "remote.js": new Asset({ uri: pathToFileURL(join(folder, "on-disk.js")).href }),
          folder: new Archive({ path: join(folder, "inner") }),
          zipped: new Archive({ path: join(folder, "inner.zip") }),
        },
      }),
    );
    expect(await unpacked(zip)).toEqual({
      "text.js": "text",
      "disk.js": "disk",
      "remote.js": "disk",
      "folder/x.js": "x",
      "zipped/y.js": "y",
    });
  });

  test("are downloaded", async () => {
    const host = await otherHost();
    const zip = await zipOf(new Archive({ assets: { "a.json": new Asset({ uri: `${host.url}/a.json?key=k` }) } }));
    expect(await unpacked(zip)).toEqual({ "a.json": "{}" });
  });
});

describe("an archive that cannot be uploaded says which entry and why", () => {
  const zipFile = (bytes: Buffer) => new Archive({ path: join(folderOf({ "code.zip": bytes }), "code.zip") });
  const problem = (archive: Archive) =>
    contentOf(archive).then(
      () => "none",
      (error: Error) => error.message,
    );

  test.each(["../x.js", "/x.js", "a/../../x.js", "a\\x.js", "C:/x.js", "a//b.js"])("an asset at %j", async (path) => {
    const message = await problem(assets({ [path]: "" }));
    expect(message).toContain(JSON.stringify(path));
    expect(message).toContain("within the archive");
  });

  test("a zip that is cut", async () => {
    const zip = await zipMadeElsewhere(FILES);
    expect(await problem(zipFile(zip.subarray(0, zip.length - 30)))).toMatch(/code\.zip is no zip that can be opened/);
  });

  test("a zip without files, and a folder without files", async () => {
    expect(await problem(zipFile(await zipMadeElsewhere({})))).toContain("code.zip holds no file");
    expect(await problem(new Archive({ path: folderOf() }))).toContain("holds no file");
  });

  test.each([["../b.js"], ["/abs.js"], ["C:/x.js"]])("a zip with the path %j", async (path) => {
    // Written by hand: no packer writes such a path.
    const placeholder = "x".repeat(path.length);
    const bytes = await zipMadeElsewhere({ [placeholder]: "b" });
    const evil = Buffer.from(bytes.toString("latin1").replaceAll(placeholder, path), "latin1");
    const message = await problem(zipFile(evil));
    expect(message).toContain(path);
    expect(message).toMatch(/relative path|absolute path/);
  });

  test.each([true, false])("an encrypted zip, compressed: %s", async (compress) => {
    const bytes = await zipMadeElsewhere({ "a.js": "a" }, new Date(), compress);
    bytes[bytes.indexOf("PK\x01\x02", 0, "latin1") + 8] = 0x09;
    expect(await problem(zipFile(bytes))).toContain('the entry "a.js" is encrypted');
  });

  test("a zip with a symbolic link", async () => {
    const bytes = await zipMadeElsewhere({ "a.js": "/etc/passwd" });
    bytes.writeUInt32LE(0o120777 * 2 ** 16, bytes.indexOf("PK\x01\x02", 0, "latin1") + 38);
    expect(await problem(zipFile(bytes))).toContain('the entry "a.js" is a symbolic link');
  });

  test("a zip with an entry of two names", async () => {
    const bytes = await zipMadeElsewhere({ "good.js": "a" });
    bytes.write("../.js!", bytes.indexOf("good.js"), "latin1");
    expect(await problem(zipFile(bytes))).toContain('"good.js" has another name where its bytes begin, "../.js!"');
  });

  test("a file that lies in another file", async () => {
    expect(await problem(assets({ a: "", "a/b.js": "" }))).toContain('"a/b.js" lies in "a", which is a file');
    expect(await problem(zipFile(await zipMadeElsewhere({ a: "", "a/b.js": "" })))).toContain('lies in "a"');
  });

  test("a tar archive", async () => {
    expect(await problem(zipFile(gzipSync("tar")))).toMatch(/code\.zip is a gzip file.* Name a \.zip or a folder/);
  });

  test("a zip with a damaged entry", async () => {
    const folder = folderOf({ "a.js": "a".repeat(50) });
    const zip = await zipOf(new Archive({ path: folder }));
    zip[zip.indexOf("aaaa") + 10] = 0x62;
    expect(await problem(zipFile(zip))).toContain('the entry "a.js" is damaged');
  });

  test("a zip bomb of 1 GB, without unpacking it", async () => {
    const bytes = await zipMadeElsewhere({ "a.js": "a" });
    bytes.writeUInt32LE(1024 ** 3, bytes.indexOf("PK\x01\x02", 0, "latin1") + 24);
    expect(await problem(zipFile(bytes))).toContain('the entry "a.js" makes the content larger than 536870912 bytes');
  });

  test("a folder that would make a zip too large, before it is packed", async () => {
    const folder = folderOf({ "a.js": "a" });
    truncateSync(join(folder, "a.js"), 257 * 1024 ** 2);
    expect(await problem(new Archive({ path: folder }))).toContain(
      '"a.js" makes the content larger than 268435456 bytes',
    );
    writeFileSync(join(folder, "b.zip"), "");
    truncateSync(join(folder, "b.zip"), 257 * 1024 ** 2);
    expect(await problem(new Archive({ path: join(folder, "b.zip") }))).toContain(
      "b.zip is larger than 268435456 bytes",
    );
  });

  test("a zip whose entry is larger than it says", async () => {
    const bytes = await zipMadeElsewhere({ "a.js": "a".repeat(100_000) });
    bytes.writeUInt32LE(5, bytes.indexOf("PK\x01\x02", 0, "latin1") + 24);
    expect(await problem(zipFile(bytes))).toContain('the entry "a.js" is larger than it says');
  });

  test("a path that does not exist, a link in a circle, a device", async () => {
    expect(await problem(new Archive({ path: "/no/such/folder" }))).toContain("/no/such/folder does not exist");
    const circle = folderOf({ "a.js": "a" });
    symlinkSync(circle, join(circle, "again"));
    expect(await problem(new Archive({ path: circle }))).toContain("again");
    const device = folderOf({ "a.js": "a" });
    symlinkSync("/dev/zero", join(device, "zero"));
    expect(await problem(new Archive({ path: device }))).toContain("neither a file nor a folder");
  });

  test("a URL that is none, and a file that is no zip", async () => {
    expect(await problem(new Archive({ uri: "ftp://host/a.zip?key=canary" }))).toBe(
      "ftp://host/a.zip is not a URL with https, http or file",
    );
    expect(await problem(zipFile(Buffer.from("text")))).toContain("is no zip that can be opened");
  });

  test("follows links to files", async () => {
    const folder = folderOf({ "a.js": "a" });
    symlinkSync(join(folder, "a.js"), join(folder, "b.js"));
    linkSync(join(folder, "a.js"), join(folder, "c.js"));
    writeFileSync(join(folder, "d.js"), "a");
    expect(pathsOf(await contentOf(new Archive({ path: folder })))).toEqual(["a.js", "b.js", "c.js", "d.js"]);
  });
});

test("nothing is left on the disk of what goes by way of it", async () => {
  const place = folderOf();
  vi.stubEnv("TMPDIR", place);
  onTestFinished(() => void vi.unstubAllEnvs());
  const inner = join(folderOf({ "inner.zip": await zipMadeElsewhere({ "y.js": "y" }) }), "inner.zip");
  const archive = new Archive({ assets: { zipped: new Archive({ path: inner }) } });
  await contentOf(archive);
  await zipOf(archive);
  await expect(
    contentOf(new Archive({ assets: { a: archive, b: new Archive({ path: "no-such" }) } })),
  ).rejects.toThrow();
  expect(readdirSync(place)).toEqual([basename(dirname(inner))]);
});
