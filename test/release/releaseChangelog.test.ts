import { describe, expect, test } from "vitest";
import { changesOf, releaseChangelog } from "../../tools/release/releaseChangelog.mjs";

const CHANGELOG = "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-02)\n\n- First.\n";

describe("the changelog of a release", () => {
  test("gets a section with version and date, and keeps the heading for what comes next", () => {
    const released = releaseChangelog(CHANGELOG, "0.2.0", "2026-03-04");
    expect(released).toBe(CHANGELOG.replace("Unreleased\n", "Unreleased\n\n## 0.2.0 (2026-03-04)\n"));
    expect(changesOf(released, "0.2.0")).toBe("- New.");
    expect(changesOf(released, "0.1.0")).toBe("- First.");
  });

  test("is refused if nothing has changed", () => {
    const released = releaseChangelog(CHANGELOG, "0.2.0", "2026-03-04");
    expect(() => releaseChangelog(released, "0.3.0", "2026-03-05")).toThrow('says nothing under "Unreleased"');
    expect(() => releaseChangelog("# Changelog\n", "0.3.0", "2026-03-05")).toThrow('no heading "## Unreleased"');
  });
});
