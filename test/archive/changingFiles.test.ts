import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive, ArchiveError, Asset } from "../../provider/archive/archiveSource";
import { packZip } from "../../provider/archive/packZip";
import type { Download } from "../../provider/archive/remoteFile";
import { folderOf } from "../support/folder";

const SIZE = 300_000;

/** The folder's files are listed before the asset that is downloaded: a change in the download comes before they are read. */
const archiveOf = (folder: string) =>
  new Archive({
    assets: { code: new Archive({ path: folder }), "last.txt": new Asset({ uri: "https://host.example/last.txt" }) },
  });

const afterwards =
  (change: () => void): Download =>
  async (_uri, toPath) => {
    writeFileSync(toPath, "last");
    change();
  };

const openDescriptors = () =>
  readdirSync("/proc/self/fd").map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      return "";
    }
  });

const CHANGES: [string, (folder: string) => void, RegExp][] = [
  ["vanishes", (folder) => rmSync(join(folder, "sub/b.js")), /sub\/b\.js does not exist/],
  ["shrinks", (folder) => truncateSync(join(folder, "sub/b.js"), 10), /"code\/sub\/b\.js" shrank while it was read/],
  ["becomes empty", (folder) => truncateSync(join(folder, "sub/b.js")), /"code\/sub\/b\.js" shrank while it was read/],
  [
    "grows",
    (folder) => appendFileSync(join(folder, "sub/b.js"), "more"),
    /"code\/sub\/b\.js" grew while it was read: .*no longer has 300000 bytes/,
  ],
  [
    "becomes a folder",
    (folder) => {
      rmSync(join(folder, "sub/b.js"));
      mkdirSync(join(folder, "sub/b.js"));
    },
    /sub\/b\.js cannot be read: EISDIR/,
  ],
  [
    "becomes a pipe",
    (folder) => {
      rmSync(join(folder, "sub/b.js"));
      execFileSync("mkfifo", [join(folder, "sub/b.js")]);
    },
    /"code\/sub\/b\.js" shrank while it was read/,
  ],
  ["loses its folder", (folder) => renameSync(join(folder, "sub"), join(folder, "other")), /sub\/b\.js does not exist/],
  [
    "has a file for its folder",
    (folder) => {
      rmSync(join(folder, "sub"), { recursive: true });
      writeFileSync(join(folder, "sub"), "");
    },
    /sub\/b\.js does not exist/,
  ],
];

describe.each([
  ["packed", packZip],
  ["read", archiveContent],
] as const)("a folder that changes while it is %s", (_, work) => {
  test.each(CHANGES)(
    "is an error if a file %s, and leaves nothing open or on the disk",
    async (_change, change, why) => {
      const folder = folderOf({ "a.js": "a", "sub/b.js": "b".repeat(SIZE), "z.js": "z".repeat(SIZE) });
      const scratch = folderOf();
      vi.stubEnv("TMPDIR", scratch);
      onTestFinished(() => void vi.unstubAllEnvs());
      const failure = await work(
        archiveOf(folder),
        afterwards(() => change(folder)),
      ).catch((error) => error);
      expect(failure).toBeInstanceOf(ArchiveError);
      expect(failure.message).toMatch(why);
      expect(readdirSync(scratch)).toEqual([]);
      expect(openDescriptors().filter((path) => path.startsWith(folder) || path.startsWith(scratch))).toEqual([]);
    },
  );
});

describe("what cannot be read is named", () => {
  /** Root may read everything, so another user reads. */
  const asOtherUser = async <T>(work: () => Promise<T>): Promise<T> => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      process.seteuid?.(65_534);
    }
    try {
      return await work();
    } finally {
      if (isRoot) {
        process.seteuid?.(0);
      }
    }
  };

  test.each([
    ["a file", "sub/b.js"],
    ["a folder", "sub"],
  ])("%s without permission", async (_, path) => {
    const folder = folderOf({ "a.js": "a", "sub/b.js": "b" });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, path), 0);
    onTestFinished(() => chmodSync(join(folder, path), 0o700));
    const failure = await asOtherUser(() =>
      packZip(
        new Archive({ path: folder }),
        afterwards(() => {}),
      ).catch((error) => error),
    );
    expect(failure).toBeInstanceOf(ArchiveError);
    expect(failure.message).toBe(`${join(folder, path)} cannot be read: permission denied (EACCES)`);
  });

  test.skipIf(process.platform !== "linux")("a name that is not UTF-8", async () => {
    const folder = folderOf({ "index.js": "1" });
    writeFileSync(Buffer.concat([Buffer.from(join(folder, "a")), Buffer.from([0xe4])]), "1");
    const failure = await packZip(
      new Archive({ path: folder }),
      afterwards(() => {}),
    ).catch((error) => error);
    expect(failure.message).toBe(
      `${join(folder, "a\uFFFD")} has a name that is not UTF-8, so it cannot be opened. Rename the file`,
    );
  });

  test("a pipe, without waiting for its other end", async () => {
    const pipe = join(folderOf(), "code.zip");
    execFileSync("mkfifo", [pipe]);
    const failure = await packZip(
      new Archive({ path: pipe }),
      afterwards(() => {}),
    ).catch((error) => error);
    expect(failure.message).toBe(`${pipe} is neither a file nor a folder`);
  });
});
