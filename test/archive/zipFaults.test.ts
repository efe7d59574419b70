import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readZip } from "../../provider/archive/readZip";
import { zipEntries } from "../../provider/archive/zipEntries";
import { folderOf } from "../support/folder";
import { zipOf } from "../support/zip";

const HEADER = "PK\x01\x02";
const END = "PK\x05\x06";

/** The fault of a zip on the disk, which is the same as that of the zip in memory. */
async function faultOf(bytes: Buffer): Promise<string> {
  const messageOf = (reading: Promise<unknown>) =>
    reading.then(
      () => "none",
      (error: Error) => error.message,
    );
  const message = await messageOf(readZip(join(folderOf({ "a.zip": bytes }), "a.zip"), "a.zip"));
  expect(await messageOf(readZip(bytes, "a.zip"))).toBe(message);
  expect(message).not.toMatch(/\.$|central dir|0x[\da-f]{4}|fileName|signature/i);
  return message;
}

/** A zip with one entry of this path, which no packer writes. */
async function zipWithPath(path: string): Promise<Buffer> {
  const placeholder = "x".repeat(path.length);
  const bytes = await zipOf({ [placeholder]: "1" });
  return Buffer.from(bytes.toString("latin1").replaceAll(placeholder, path), "latin1");
}

async function changed(at: string, offset: number, value: number): Promise<Buffer> {
  const bytes = await zipOf({ "a.js": "a".repeat(50), "b.js": "b" });
  bytes.writeUInt16LE(value, bytes.indexOf(at, 0, "latin1") + offset);
  return bytes;
}

describe("a path of an entry is refused with what to do", () => {
  test.each([
    [
      "lib\\util.js",
      /has backslashes: SailPoint would see one file of that name and no folder\. Make the zip again with slashes$/,
    ],
    ["../index.js", /is a relative path that leads out of the archive\. Make the zip again with paths within it$/],
    ["/index.js", /is an absolute path\. Make the zip again with paths within it$/],
    ["C:/index.js", /is an absolute path\./],
  ])("%j", async (path, reason) => {
    const fault = await faultOf(await zipWithPath(path));
    expect(fault).toMatch(reason);
    expect(fault).toContain(`a.zip: the entry ${JSON.stringify(path)} `);
  });
});

describe("a file that is no zip is named by what it is", () => {
  test.each([
    ["an empty file", "", "an empty file"],
    [
      "an HTML page",
      "<!DOCTYPE html>\n<html><title>Sign in</title></html>",
      "an HTML page, which is often the reply to a download that failed",
    ],
    ["an HTML page with a BOM and comments", "\uFEFF\n<!-- a\nb -->\n<HTML lang='en'>", "an HTML page, "],
    ["an XHTML page", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>', "an HTML page, "],
    [
      "an error of object storage",
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>',
      "an XML document, which",
    ],
    ["a JSON error", '{"message": "Not Found"}', "a JSON text, which"],
    ["a JSON list", '[{"error": 1}]', "a JSON text, which"],
    [
      "a pointer of Git LFS",
      "version https://git-lfs.github.com/spec/v1\noid sha256:1\n",
      "a pointer of Git LFS. Run `git lfs pull`",
    ],
    ["code", "exports.connectorCustomizer = {};\n", "a text"],
    ["a long text of other letters", `x${"ä".repeat(5_000)}`, "a text"],
  ])("%s", async (_, text, what) => {
    expect(await faultOf(Buffer.from(text))).toContain(`a.zip is no zip that can be opened: it is ${what}`);
  });

  test.each([
    ["a gzip file", gzipSync("tar")],
    ["a 7-Zip archive", Buffer.from("7z\xbc\xaf\x27\x1c\0\x04", "latin1")],
    ["a RAR archive", Buffer.from("Rar!\x1a\x07\x01\0", "latin1")],
    ["a tar archive", Buffer.from(`index.js${"\0".repeat(249)}ustar\0`, "latin1")],
  ])("%s", async (what, bytes) => {
    expect(await faultOf(bytes)).toMatch(
      new RegExp(`^a\\.zip is ${what}.*: SailPoint takes a zip\\. Name a \\.zip or a folder$`),
    );
  });
});

describe("a zip that cannot be read says why", () => {
  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    [
      "cut at its end",
      async () => (await zipOf({ "a.js": "1" })).subarray(0, -5),
      "no zip that can be opened: its end is missing",
    ],
    [
      "cut in the middle",
      async () => (await zipOf({ "a.js": "1" })).subarray(0, 40),
      "no zip that can be opened: its end is missing",
    ],
    ["of unknown bytes", () => Buffer.from([1, 2, 3, 0, 255]), "no zip that can be opened: its end is missing"],
    [
      "with bytes behind it",
      async () => Buffer.concat([await zipOf({ "a.js": "1" }), Buffer.from("more")]),
      "other bytes follow after its end",
    ],
    [
      "with bytes before it",
      async () => Buffer.concat([Buffer.alloc(99, "#"), await zipOf({ "a.js": "1" })]),
      "other bytes lie before the zip",
    ],
    ["of several parts", () => changed(END, 4, 3), "it is one part of a zip that was split into several files"],
    ["with strong encryption", () => changed(HEADER, 8, 0x41), "it is encrypted. Make it again without a password"],
    ["with a damaged list", () => changed(HEADER, 0, 0), "its list of files is damaged"],
    [
      "with Deflate64",
      () => changed(HEADER, 10, 9),
      'the entry "a.js" is compressed with Deflate64, which is unusual in zips',
    ],
    ["with an entry that lies elsewhere", () => changed(HEADER, 42, 7), 'the entry "a.js" is damaged'],
    ["with an entry behind its end", () => changed(HEADER, 22, 900), 'the entry "a.js" is damaged'],
    ["with damaged bytes", () => changed("PK\x03\x04", 34, 0xffff), 'the entry "a.js" is damaged'],
  ])("%s", async (_, bytes, reason) => {
    expect(await faultOf(await bytes())).toContain(reason);
  });

  test("a file that cannot be opened is named with the reason", async () => {
    await expect(zipEntries("/no/such/a.zip", "a.zip")).rejects.toThrow("a.zip cannot be read: ENOENT");
  });
});
