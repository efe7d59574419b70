import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import { readZip } from "../../provider/archive/readZip";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { folderOf } from "../support/folder";
import { zipOf } from "../support/zip";

const CODE = { "index.js": "1", "lib/a.js": "2" };
const SYSTEM = {
  ".DS_Store": "x",
  "lib/.DS_Store": "x",
  "Thumbs.db": "x",
  "lib/desktop.ini": "x",
  "._index.js": "x",
  "__MACOSX/._index.js": "x",
  "__MACOSX/lib/a.js": "x",
};

const sha256Of = async (archive: Archive) => (await archiveContent(archive, downloadFile)).sha256;
const packedPaths = async (archive: Archive) =>
  (await readZip(await packZip(archive, downloadFile), "it")).map(({ path }) => path);
const zipFile = async (files: Record<string, string>) =>
  new Archive({ path: join(folderOf({ "code.zip": await zipOf(files) }), "code.zip") });

describe("system files", () => {
  test("of a folder are left out", async () => {
    const folder = new Archive({ path: folderOf({ ...CODE, ...SYSTEM, "lib/Icon\r": "x" }) });
    expect(await packedPaths(folder)).toEqual(["index.js", "lib/a.js"]);
    expect(await sha256Of(folder)).toBe(await sha256Of(new Archive({ path: folderOf(CODE) })));
  });

  test("of folders and zips in an AssetArchive are left out, but a declared asset stays", async () => {
    const archive = new Archive({
      assets: {
        a: new Archive({ path: folderOf({ ...CODE, ...SYSTEM }) }),
        b: await zipFile({ ...CODE, ...SYSTEM }),
        "desktop.ini": new Asset({ text: "declared" }),
      },
    });
    expect(await packedPaths(archive)).toEqual(["a/index.js", "a/lib/a.js", "b/index.js", "b/lib/a.js", "desktop.ini"]);
  });

  test("of a zip are uploaded and do not count in the comparison", async () => {
    const zip = await zipFile({ ...CODE, ...SYSTEM });
    expect(await packedPaths(zip)).toEqual(expect.arrayContaining([".DS_Store", "__MACOSX/._index.js"]));
    expect(await sha256Of(zip)).toBe(await sha256Of(await zipFile(CODE)));
    expect(await sha256Of(zip)).toBe(await sha256Of(await zipFile({ ...CODE, ...SYSTEM, ".DS_Store": "changed" })));
  });

  test("are these only: the digest of other names that begin alike is of all files", async () => {
    const plain = await sha256Of(await zipFile(CODE));
    for (const name of [".DS_Storex", "thumbs.dbx", "__MACOSX.js", ".npmrc", "_index.js"]) {
      expect(await sha256Of(await zipFile({ ...CODE, [name]: "1" }))).not.toBe(plain);
    }
  });

  test("apart, the digest of the content is the one that states hold", async () => {
    const state = "9e664c3aa6b83f9aa98f310b2f01a35c8bd4a7aaaff3208989592d48e86ac6f9";
    expect(await sha256Of(await zipFile(CODE))).toBe(state);
  });
});
