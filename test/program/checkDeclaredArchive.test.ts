import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { asset, output } from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkDeclaredArchive } from "../../provider/program/checkDeclaredArchive";
import { folderOf } from "../support/folder";
import { zipOf } from "../support/zip";

const messageOf = (archive: asset.Archive, secret = false) =>
  checkDeclaredArchive(archive, "it", secret).then(
    () => "",
    (error: Error) => `${error.message}\n${error.stack}`,
  );

describe("a declared archive", () => {
  test("that is secret and missing is refused without its path and member names", async () => {
    const missing = new asset.FileArchive("./CANARY/x.zip");
    expect(await messageOf(missing)).toContain("CANARY");
    for (const archive of [missing, new asset.AssetArchive({ CANARY: missing })]) {
      const message = await messageOf(archive, true);
      expect(message).toContain("it: the archive cannot be used. It is secret");
      expect(message).not.toContain("CANARY");
    }
  });

  test.each(["ftp://CANARY:CANARY@example.com/a.zip?CANARY", "https://CANARY@[bad/?CANARY", "s3:CANARY", "CANARY"])(
    "with a URL that cannot be fetched is refused without user part and query: %j",
    async (uri) => {
      const assets = { "a.js": new asset.RemoteAsset(uri) };
      for (const archive of [new asset.RemoteArchive(uri), new asset.AssetArchive(assets)]) {
        const message = await messageOf(archive);
        expect(message).toContain("is not a URL with https, http or file");
        expect(message).not.toContain("CANARY");
      }
    },
  );

  test.each(["https://example.com/a.zip?x", "http://example.com/a.zip", "file:///a.zip"])(
    "with a URL that can be fetched is accepted: %j",
    async (uri) => {
      expect(await messageOf(new asset.RemoteArchive(uri))).toBe("");
    },
  );

  test.each(["file:///CODE.zip?CANARY", "file:///CODE.zip#CANARY"])(
    "with the URL of a file and a query is refused without the query: %j",
    async (uri) => {
      const assets = { "a.js": new asset.RemoteAsset(uri) };
      for (const archive of [new asset.RemoteArchive(uri), new asset.AssetArchive(assets)]) {
        const message = await messageOf(archive);
        expect(message).toContain("file:///CODE.zip has a query or a fragment, which the URL of a file cannot have.");
        expect(message).not.toContain("CANARY");
      }
    },
  );

  const text = new asset.StringAsset("x");
  const keys = (members: asset.AssetMap) => messageOf(new asset.AssetArchive(members));

  test.each(["", ".", "./", "././", "lib/", "lib/."])(
    "with a file under the key of a folder is refused: %j",
    async (key) => {
      const message = `it: the key ${JSON.stringify(key)} of an AssetArchive is the path of a folder, but holds a file.`;
      expect(await keys({ [key]: text })).toContain(message);
      expect(await keys({ lib: new asset.AssetArchive({ [key]: text }) })).toContain(message);
      expect(await messageOf(new asset.AssetArchive({ [key]: text }), true)).toContain("It is secret");
    },
  );

  test.each(["a/../b", "../b", "/b", "a//b", "a\\b", "C:/b"])(
    "with a key outside of the archive is refused: %j",
    async (key) => {
      const message = `it: the entry ${JSON.stringify(key)} must be a path within the archive, with slashes.`;
      expect(await keys({ [key]: text })).toContain(message);
      expect(await keys({ [key]: new asset.FileArchive(folderOf()) })).toContain(message);
      const secret = await messageOf(new asset.AssetArchive({ [key]: text }), true);
      expect(secret).toContain("It is secret");
      expect(secret).not.toContain(JSON.stringify(key));
    },
  );

  test.each([
    ["a text", "CANARY", "not a value of type string. Use a StringAsset for a text"],
    ["null", null, "not null."],
    ["a number", 1, "not a value of type number."],
  ])("with a member that is %s is refused, without its value", async (_, member, message) => {
    const shown = await keys({ "index.js": member } as unknown as asset.AssetMap);
    expect(shown).toContain(`it: "index.js" of an AssetArchive must be an asset or an archive, ${message}`);
    expect(shown).not.toContain("CANARY");
  });

  test.each([
    ["is missing", undefined],
    ["is known later", output(new asset.StringAsset("x"))],
    ["is promised", Promise.resolve(new asset.StringAsset("x"))],
  ])("with a member that %s is accepted, as Pulumi does", async (_, member) => {
    expect(await keys({ "index.js": text, "a.js": member } as unknown as asset.AssetMap)).toBe("");
  });

  test.each([".", "./", "", "lib", "./lib/", "./lib"])("with an archive under the key %j is accepted", async (key) => {
    expect(await keys({ [key]: new asset.FileArchive(folderOf({ "a.js": "1" })) })).toBe("");
  });
});

describe("a declared folder", () => {
  test.each([
    ["a named pipe", (path: string) => execFileSync("mkfifo", [path])],
    ["a link to a named pipe", (path: string) => symlinkSync(pipe(), path)],
    ["a link to a device", (path: string) => symlinkSync("/dev/zero", path)],
    ["a socket", socketAt],
  ])("that holds %s is refused, with its name", async (what, make) => {
    for (const name of ["lib/it", "__MACOSX/._it"]) {
      const folder = folderOf({ "index.js": "1", "lib/a.js": "1", "__MACOSX/a": "1" });
      await make(join(folder, name));
      const kind = what.replace("a link to ", "");
      const message = `it: ${join(folder, name)} is neither a file nor a folder, but ${kind}. Remove it, or move it out of the archive.`;
      expect(await messageOf(new asset.FileArchive(folder))).toContain(message);
      const outer = folderOf({ "index.js": "1" });
      symlinkSync(folder, join(outer, "linked"));
      expect(await messageOf(new asset.FileArchive(outer))).toContain(`${join(outer, "linked", name)} is neither`);
    }
  });

  test("or asset that is a named pipe itself is refused", async () => {
    const message = "is neither a file nor a folder, but a named pipe";
    expect(await messageOf(new asset.FileArchive(pipe()))).toContain(message);
    expect(await keysOf(new asset.FileAsset(pipe()))).toContain(message);
  });

  test("with a link to a folder around it is refused, to a folder beside it is accepted", async () => {
    const folder = folderOf({ "a/b/index.js": "1", "c/x.js": "1" });
    symlinkSync("../../c", join(folder, "a/b/linked"));
    symlinkSync("b", join(folder, "a/again"));
    expect(await messageOf(new asset.FileArchive(folder))).toBe("");
    symlinkSync("../a", join(folder, "c/back"));
    expect(await messageOf(new asset.FileArchive(folder))).toMatch(/back is a link to a folder that it lies in/);
  });

  test.each(["code.zip", "code.jar", "code.tar", "code.tgz", "code.tar.gz"])(
    "with the name of an archive is refused, because Pulumi would open it as one: %s",
    async (name) => {
      const path = join(folderOf({ [`${name}/index.js`]: "1" }), name);
      expect(await messageOf(new asset.FileArchive(path))).toContain(
        `it: ${path} is a folder with the name of an archive, which Pulumi would open as one. Rename the folder.`,
      );
    },
  );

  test("without a path is refused", async () => {
    expect(await messageOf(new asset.FileArchive(""))).toContain(
      "it: the path is empty, which is no file and no folder.",
    );
  });

  test.each(["CODE.ZIP", "current"])(
    "or zip that Pulumi would not open because of its extension is refused: %s",
    async (name) => {
      const path = join(folderOf({ [name]: await zipOf({ "index.js": "1" }), "a.txt": "text" }), name);
      const message = "is neither a folder nor a .zip, which is what SailPoint takes.";
      expect(await messageOf(new asset.FileArchive(path))).toContain(
        `it: ${path} ${message} It is a zip, which Pulumi knows by the extension .zip in lower case: rename the file.`,
      );
      const text = join(path, "../a.txt");
      expect(await messageOf(new asset.FileArchive(text))).toMatch(new RegExp(`it: ${text} ${message}\n`));
    },
  );

  test("whose folders cannot all be listed is refused", async () => {
    const folder = folderOf({ "index.js": "1" });
    symlinkSync("loop", join(folder, "loop"));
    expect(await messageOf(new asset.FileArchive(folder))).toContain("loop is a link that leads to itself");
  });
});

const keysOf = (member: asset.Asset) => messageOf(new asset.AssetArchive({ "index.js": member }));

function pipe(): string {
  const path = join(folderOf(), "pipe.zip");
  execFileSync("mkfifo", [path]);
  return path;
}

async function socketAt(path: string): Promise<void> {
  const server = createServer().listen(path);
  await once(server, "listening");
  onTestFinished(() => void server.close());
}
