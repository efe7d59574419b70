import { describe, expect, test } from "vitest";
import { takeRelease } from "../../tools/release/takeRelease.mjs";
import { smallRepository } from "./smallRepository";

describe("a release that was made in a clone", () => {
  function cloned() {
    const repository = smallRepository({ "a.txt": "" });
    const clone = smallRepository({});
    clone.git("fetch", "--quiet", repository.folder, "main");
    clone.git("reset", "--quiet", "--hard", "FETCH_HEAD");
    clone.git("commit", "--quiet", "--allow-empty", "--message", "Version 0.2.0");
    clone.git("tag", "--annotate", "v0.2.0", "--message", "Version 0.2.0");
    return { repository, release: { repository: repository.folder, clone: clone.folder, version: "0.2.0" } };
  }

  test("gives the repository its commit and its tag", async () => {
    const { repository, release } = cloned();
    await takeRelease(release);
    expect(repository.git("log", "--format=%s")).toBe("Version 0.2.0\nFirst");
    expect(repository.git("rev-parse", "v0.2.0^{commit}")).toBe(repository.git("rev-parse", "HEAD"));
    expect(repository.git("cat-file", "-t", "v0.2.0")).toBe("tag");
  });

  test("changes nothing if main has moved meanwhile", async () => {
    const { repository, release } = cloned();
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile");
    await expect(takeRelease(release)).rejects.toThrow("merge --quiet --ff-only");
    expect(repository.git("log", "--format=%s")).toBe("Meanwhile\nFirst");
    expect(repository.git("tag")).toBe("");
  });
});
