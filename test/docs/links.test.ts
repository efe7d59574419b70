import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { anchorsOf, type Link, linksOf } from "./support/links";
import { markdownPages, pageAt } from "./support/markdownPages";

const run = promisify(execFile);
const pages = markdownPages();
const links = pages.flatMap(linksOf);
const isExternal = ({ target }: Link) => /^[a-z][a-z+.-]*:|^\/\//i.test(target);
const inside = links.filter((link) => !isExternal(link));

/** The file that a link leads to, relative to the repository. */
function fileOf({ page, target }: Link): string {
  const [path = ""] = decodeURI(target).split("#");
  return path === "" ? page : normalize(join(dirname(page), path)).replace(/\/$/, "");
}

function faultOf(link: Link): string | undefined {
  const file = fileOf(link);
  const [, anchor] = link.target.split("#");
  if (file.startsWith("..") || link.target.startsWith("/")) {
    return "leads out of the repository: write a path relative to the page, or a whole URL";
  }
  if (!existsSync(file)) {
    return `there is no ${file}`;
  }
  if (!anchor || statSync(file).isDirectory()) {
    return anchor && "a folder has no anchors";
  }
  const anchors = file.endsWith(".md") ? anchorsOf(pageAt(file)) : new Set<string>();
  return anchors.has(decodeURIComponent(anchor))
    ? undefined
    : `${file} has no heading #${anchor}; it has ${[...anchors].join(", ")}`;
}

const shown = (list: readonly (readonly [Link, string | undefined])[]) =>
  list.filter(([, fault]) => fault).map(([{ place, target }, fault]) => `${place} ${target}: ${fault}`);

describe("links of the pages", () => {
  test("lead to files and headings that exist", () => {
    expect(inside.length).toBeGreaterThan(50);
    expect(shown(inside.map((link) => [link, faultOf(link)]))).toEqual([]);
  });

  test("that lead elsewhere are whole https URLs, of no machine of one's own", () => {
    const faults = links.filter(isExternal).map((link) => [link, urlFault(link.target)] as const);
    expect(shown(faults)).toEqual([]);
  });

  test("of the pages in the npm package lead to files in it", { timeout: 60_000 }, async () => {
    const { stdout } = await run("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], { maxBuffer: 1e8 });
    const packed = (JSON.parse(stdout) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path);
    const holds = (file: string) => packed.some((path) => path === file || path.startsWith(`${file}/`));
    expect(holds("README.md")).toBe(true);
    const faults = inside
      .filter(({ page }) => holds(page))
      .map((link) => [link, holds(fileOf(link)) ? undefined : "not in the package"] as const);
    expect(shown(faults), 'Add the file to "files" of package.json, or name it without a link').toEqual([]);
  });
});

function urlFault(target: string): string | undefined {
  if (!URL.canParse(target)) {
    return "no URL";
  }
  const { protocol, hostname } = new URL(target);
  return protocol === "https:" && hostname.includes(".") && !/^[\d.]+$/.test(hostname)
    ? undefined
    : "no public https URL";
}
