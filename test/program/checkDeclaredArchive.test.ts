import { asset } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { checkDeclaredArchive } from "../../provider/program/checkDeclaredArchive";

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
});
