import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkRepository } from "../../tools/release/checkRepository.mjs";
import { smallRepository } from "./smallRepository";

const FILES = { "package.json": '{"version": "0.2.0"}', "CHANGELOG.md": "## Unreleased\n\n- New.\n" };

describe("a release is refused", () => {
  test.each([
    ["of what is no version", "next", "is no version"],
    ["of a version before that of package.json", "0.1.9", "has version 0.2.0 already"],
    ["of a version that has a tag", "0.3.0", "The tag v0.3.0 exists"],
  ])("%s", async (_, version, message) => {
    const { folder, git } = smallRepository(FILES);
    git("tag", "v0.3.0");
    await expect(checkRepository(folder, version)).rejects.toThrow(message);
    await checkRepository(folder, "0.2.0");
  });

  test("on another branch", async () => {
    const { folder, git } = smallRepository(FILES);
    git("switch", "--quiet", "--create", "other");
    await expect(checkRepository(folder, "0.3.0")).rejects.toThrow("made on main, and this is other");
  });

  test("if a file is not committed", async () => {
    const { folder } = smallRepository(FILES);
    writeFileSync(join(folder, "new.ts"), "");
    await expect(checkRepository(folder, "0.3.0")).rejects.toThrow("?? new.ts");
  });

  test("without changes", async () => {
    const { folder } = smallRepository({ ...FILES, "CHANGELOG.md": "## Unreleased\n" });
    await expect(checkRepository(folder, "0.3.0")).rejects.toThrow("says nothing");
  });
});
