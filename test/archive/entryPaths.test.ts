import { describe, expect, test } from "vitest";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import { readZip } from "../../provider/archive/readZip";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { folderOf } from "../support/folder";

const packed = async (assets: Record<string, Asset | Archive>) =>
  (await readZip(await packZip(new Archive({ assets }), downloadFile), "it")).map(({ path }) => path);
const folder = () => new Archive({ path: folderOf({ "index.js": "1", "lib/a.js": "2" }) });
const text = new Asset({ text: "1" });

describe("keys of an AssetArchive", () => {
  test.each([
    [".", ["index.js", "lib/a.js"]],
    ["./", ["index.js", "lib/a.js"]],
    ["./dir", ["dir/index.js", "dir/lib/a.js"]],
    ["dir/", ["dir/index.js", "dir/lib/a.js"]],
    ["dir/./sub/.", ["dir/sub/index.js", "dir/sub/lib/a.js"]],
    ["...", [".../index.js", ".../lib/a.js"]],
  ])("place a folder at %j", async (key, paths) => {
    expect(await packed({ [key]: folder() })).toEqual(paths);
  });

  test.each([
    ["./index.js", "index.js"],
    ["./dir/./x.js", "dir/x.js"],
    ["a..b.js", "a..b.js"],
  ])("place a file at %j", async (key, path) => {
    expect(await packed({ [key]: text })).toEqual([path]);
  });

  test("place folders and files side by side", async () => {
    const nested = new Archive({ assets: { "./x.js": text, ".": folder() } });
    expect(await packed({ ".": nested, "./other": text })).toEqual(["index.js", "lib/a.js", "other", "x.js"]);
  });

  test.each(["..", "../dir", "dir/..", "dir/../x.js", "/dir", "./../x", "dir//x.js", "//", "\\dir", "C:/dir"])(
    "are refused if they lead out or are no path: %j",
    async (key) => {
      for (const member of [text, folder()]) {
        await expect(packed({ [key]: member })).rejects.toThrow(/must be a path within the archive/);
      }
    },
  );

  test("are refused if a file has no name, or two have the same", async () => {
    await expect(packed({ ".": text })).rejects.toThrow('the entry "" must be a path within the archive');
    await expect(packed({ "./a": text, a: text })).rejects.toThrow('the entry "a" is there twice');
  });
});
