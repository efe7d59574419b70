import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { hasLinkedFolder } from "../../provider/archive/linkedFolders";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { folderOf } from "../support/folder";

const HASH = "the engine's digest";

function linked() {
  const real = folderOf({ "index.js": "1" });
  const root = join(folderOf(), "current");
  symlinkSync(real, root);
  const outer = folderOf({ "index.js": "1", "sub/x.js": "1" });
  symlinkSync(real, join(outer, "sub/lib"));
  return { real, root, outer };
}

const at = (path: string) => new Archive({ path }, HASH);
const sha256Of = async (archive: Archive) => (await archiveContent(archive, downloadFile)).sha256;

describe("a linked folder", () => {
  test("is found at the root, inside of a folder, and in an AssetArchive", async () => {
    const { root, outer } = linked();
    for (const path of [root, `${root}/`, outer]) {
      expect(await hasLinkedFolder(at(path))).toBe(true);
      expect(await hasLinkedFolder(new Archive({ assets: { a: new Archive({ assets: { b: at(path) } }) } }))).toBe(
        true,
      );
    }
  });

  test("is not a linked file, a linked zip, or a folder behind a linked one", async () => {
    const { root } = linked();
    const folder = folderOf({ "a.js": "a", "code.zip": "zip", "sub/b.js": "b" });
    symlinkSync(join(folder, "a.js"), join(folder, "link.js"));
    symlinkSync(join(folder, "code.zip"), join(folder, "link.zip"));
    expect(await hasLinkedFolder(at(folder))).toBe(false);
    expect(await hasLinkedFolder(at(join(folder, "link.zip")))).toBe(false);
    expect(await hasLinkedFolder(at(join(root, "index.js")))).toBe(false);
    expect(await hasLinkedFolder(at("no-such"))).toBe(false);
    expect(await hasLinkedFolder(new Archive({ assets: { "a.js": new Asset({ path: join(folder, "a.js") }) } }))).toBe(
      false,
    );
  });

  test.each(["root", "outer"] as const)("is read again although the engine's digest is the same: %s", async (kind) => {
    const { real, [kind]: path } = linked();
    const before = await sha256Of(at(path));
    writeFileSync(join(real, "index.js"), "2");
    expect(await sha256Of(at(path))).not.toBe(before);
  });

  test("that leads nowhere is named with its target", async () => {
    const { root, outer, real } = linked();
    symlinkSync("gone/../nowhere", join(outer, "dangling"));
    const seenFrom = `(seen from ${process.cwd()})`;
    await expect(sha256Of(at(outer))).rejects.toThrow(
      `${join(outer, "dangling")} is a link to gone/../nowhere, which does not exist ${seenFrom}`,
    );
    symlinkSync(join(real, "gone"), `${root}2`);
    await expect(sha256Of(at(`${root}2`))).rejects.toThrow(
      `${root}2 is a link to ${join(real, "gone")}, which does not exist`,
    );
  });

  test("that leads to itself is named", async () => {
    const folder = folderOf({ "a.js": "a" });
    symlinkSync("loop", join(folder, "loop"));
    await expect(sha256Of(at(folder))).rejects.toThrow(`${join(folder, "loop")} is a link that leads to itself`);
  });
});
