import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";

const problem = (archive: Archive) =>
  archiveContent(archive, downloadFile).then(
    () => "none",
    (error: Error) => error.message,
  );

describe("an error about a URL shows neither its query nor its user part", () => {
  test.each([
    ["ftp://user:canary@host/a.zip?key=canary", "ftp://host/a.zip is not a URL with https, http or file"],
    ["FTP://user:canary@HOST/a.zip?key=canary#canary", "ftp://host/a.zip is not a URL"],
    ["data:text/plain,canary", "the URL (data:) is not a URL"],
    ["user:canary@host/a.zip", "the URL (user:) is not a URL"],
    ["//canary@host/a.zip?canary", "the archive's URL is not a URL"],
    ["file://host/a.zip?canary", "file://host/a.zip is not the URL of a file on this machine"],
  ])("%s", async (uri, message) => {
    for (const archive of [new Archive({ uri }), new Archive({ assets: { "a.js": new Asset({ uri }) } })]) {
      const shown = await problem(archive);
      expect(shown).toContain(message);
      expect(shown).not.toContain("canary");
    }
  });

  test("nor the target of a redirect", async () => {
    const server = createServer((request, answer) => {
      if (request.url?.startsWith("/signed")) {
        answer.writeHead(403).end("canary");
      } else {
        answer.writeHead(302, { location: "/signed/canary?signature=canary" }).end();
      }
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once("listening", done));
    const { port } = server.address() as AddressInfo;
    const shown = await problem(new Archive({ uri: `http://user:canary@LOCALHOST:${port}/a.zip?key=canary` }));
    expect(shown).toContain(`http://localhost:${port}/a.zip could not be downloaded: the answer was 403`);
    expect(shown).not.toContain("canary");
  });
});
