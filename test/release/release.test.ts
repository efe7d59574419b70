import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordTested } from "../../tools/lib/testedTree.mjs";
import { PLATFORMS } from "../../tools/release/pluginArchives.mjs";
import { testTenant } from "../support/testTenant";
import { YamlProject } from "../support/yamlProject";

const run = promisify(execFile);
const TIMEOUT = 600_000;
const VERSION = "7.8.9";

const repository = mkdtempSync(join(tmpdir(), "pulumi-sailpoint-release-"));
const made = join(repository, ".cache/release", `v${VERSION}`);
const git = (folder: string, ...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();

/** A repository of its own with this one's files as they are now, committed, installed and compiled. */
function copyRepository(): void {
  const files = git(resolve("."), "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const file of files.filter((name) => name !== "" && existsSync(name))) {
    cpSync(file, join(repository, file));
  }
  const changelog = "# Changelog\n\n## Unreleased\n\n- A change.\n";
  writeFileSync(join(repository, "CHANGELOG.md"), changelog);
  symlinkSync(resolve("node_modules"), join(repository, "node_modules"));
  cpSync("dist", join(repository, "dist"), { recursive: true });
  git(repository, "init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(repository, ".git/info/exclude"), "/node_modules\n");
  git(repository, "config", "user.name", "Somebody");
  git(repository, "config", "user.email", "somebody@example.com");
  git(repository, "add", "--all");
  git(repository, "commit", "--quiet", "--message", "First");
}

/** Runs the command as `npm run release` does. */
function release(...args: string[]) {
  return run(process.execPath, [join(repository, "tools/release.mjs"), ...args], { cwd: repository }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  );
}

describe("npm run release -- VERSION --dry-run", () => {
  beforeAll(async () => {
    copyRepository();
    await recordTested(repository);
    const { code, stderr } = await release(VERSION, "--dry-run");
    expect(stderr).toContain("This was a dry run");
    expect(code).toBe(0);
  }, TIMEOUT);
  afterAll(() => rmSync(repository, { recursive: true, force: true }));

  test("makes the commit and the tag in a clone, and leaves main as it was", () => {
    expect(git(repository, "log", "--format=%s")).toBe("First");
    expect(git(repository, "tag")).toBe("");
    expect(git(repository, "status", "--porcelain")).toBe("");

    const clone = join(made, "repository");
    expect(git(clone, "log", "--format=%s")).toBe(`Version ${VERSION}\nFirst`);
    expect(git(clone, "for-each-ref", "refs/tags", "--format=%(objecttype) %(refname:short) %(contents)")).toBe(
      `tag v${VERSION} Version ${VERSION}\n\n- A change.`,
    );
    expect(git(clone, "diff", "--name-only", "HEAD~1").split("\n")).toEqual([
      "CHANGELOG.md",
      "package-lock.json",
      "package.json",
    ]);
    const today = new Date().toISOString().slice(0, 10);
    expect(readFileSync(join(clone, "CHANGELOG.md"), "utf8")).toContain(`\n## ${VERSION} (${today})\n\n- A change.\n`);
    for (const name of ["package.json", "package-lock.json"]) {
      const about = JSON.parse(readFileSync(join(clone, name), "utf8"));
      expect([about.version, about.packages?.[""].version ?? VERSION]).toEqual([VERSION, VERSION]);
    }
  });

  test("makes a plugin that the engine installs for a project that names no plugin", { timeout: TIMEOUT }, async () => {
    const archives = PLATFORMS.map((platform) => `pulumi-resource-sailpoint-v${VERSION}-${platform}.tar.gz`);
    expect(new Set(archives.map((name) => statSync(join(made, name)).size)).size).toBe(1);
    const [archive = ""] = archives;

    const tenant = await testTenant();
    const project = await YamlProject.open(tenant, { linked: false });
    writeFileSync(
      join(project.folder, "Pulumi.yaml"),
      "name: under-test\nruntime: yaml\nresources:\n  payroll:\n    type: sailpoint:ConnectorCustomizer\n",
    );
    await project.init();
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview");
    expect([code === 0, output]).toEqual([false, expect.stringContaining("sailpoint")]);
    await project.succeed("plugin", "install", "resource", "sailpoint", VERSION, "--file", join(made, archive));
    expect(await project.succeed("plugin", "ls")).toMatch(new RegExp(`sailpoint +resource +${VERSION}`));
    await project.up();
    expect(tenant.customizers.map(({ name }) => name)).toEqual(["payroll"]);
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(tenant.customizers).toEqual([]);
  });

  test("without --dry-run leaves nothing if it fails on the way", async () => {
    const path = join(repository, "package.json");
    const about = JSON.parse(readFileSync(path, "utf8"));
    about.scripts.build = "exit 3";
    writeFileSync(path, JSON.stringify(about));
    git(repository, "commit", "--quiet", "--all", "--message", "Does not compile");
    await recordTested(repository);
    const { code, stderr } = await release("7.9.0");
    expect([code, stderr]).toEqual([1, expect.stringContaining("`npm run --silent build` ended with 3")]);
    expect(existsSync(join(repository, ".cache/release/v7.9.0"))).toBe(false);
    expect(git(repository, "log", "-1", "--format=%s")).toBe("Does not compile");
    expect(git(repository, "tag")).toBe("");
  });
});
