import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { archiveContent } from "../../provider/archive/archiveContent";
import { Archive, Asset } from "../../provider/archive/archiveSource";
import { archiveWarnings } from "../../provider/archive/archiveWarnings";
import { downloadFile } from "../../provider/resources/connectorCustomizerVersion/downloadFile";
import { folderOf } from "../support/folder";
import { zipOf } from "../support/zip";

const warningsOf = async (archive: Archive) => archiveWarnings(await archiveContent(archive, downloadFile));
const zipped = async (...paths: string[]) => {
  const zip = await zipOf(Object.fromEntries(paths.map((path) => [path, "1"])));
  return new Archive({ path: join(folderOf({ "code.zip": zip }), "code.zip") });
};

describe("a warning names the archive", () => {
  const named = async (archive: Archive) => archiveWarnings(await archiveContent(archive, downloadFile), archive);

  test("by its path", async () => {
    const without = folderOf({ "a.txt": "1" });
    expect(await named(new Archive({ path: without }))).toEqual([
      `the archive has no index.js at its top (${without}); SailPoint may not be able to run it`,
    ]);
    const empty = folderOf({ "index.js": "" });
    expect(await named(new Archive({ path: empty }))).toEqual([
      `the archive's index.js holds no code (${empty}); SailPoint cannot run it. Did the build fail?`,
    ]);
  });

  test("unless it is one of assets, which has no path", async () => {
    expect(await named(new Archive({ assets: { "a.txt": new Asset({ text: "1" }) } }))).toEqual([
      "the archive has no index.js at its top; SailPoint may not be able to run it",
    ]);
  });

  test("and shows neither path nor key of a secret one", async () => {
    const folder = folderOf({ "CANARY/index.js": "1", "CANARY.zip": "1" });
    for (const source of [{ path: folder }, { assets: { CANARY: new Archive({ path: folder }) } }]) {
      const warnings = await named(new Archive(source, undefined, true));
      expect(warnings).toEqual([
        "the archive has no index.js at its top; SailPoint may not be able to run it",
        expect.stringContaining("a folder that holds a zip"),
      ]);
      expect(JSON.stringify(warnings)).not.toMatch(new RegExp(`CANARY|${folder}`));
    }
  });
});

describe("an archive is not warned about", () => {
  test.each([
    ["the packer's zip of SailPoint's template", ["index.js"]],
    ["the packer's zip of a project with a spec", ["index.js", "connector-spec.json"]],
    ["a zip of one .jar, for JDBC", ["driver.jar"]],
    ["a zip of several .jar files in folders", ["lib/a.jar", "lib/b.JAR"]],
    ["a zip of .jar files that Finder made", ["driver.jar", ".DS_Store", "__MACOSX/._driver.jar"]],
  ])("that is %s", async (_, paths) => {
    expect(await warningsOf(await zipped(...paths))).toEqual([]);
  });
});

describe("an archive without index.js at its top is warned about", () => {
  test.each([
    [
      "a zip of a folder",
      ["dist/index.js", "dist/connector-spec.json"],
      "One lies at dist/index.js: archive the content of dist",
    ],
    ["a zip of Finder", ["payroll/index.js", "__MACOSX/payroll/._index.js"], "One lies at payroll/index.js"],
    ["a zip of a project", ["node_modules/a/index.js", "a/b/index.js"], "One lies at a/b/index.js"],
    ["a name in capitals", ["Index.js"], "One lies at Index.js: its name must be index.js"],
  ])("with the place of another one: %s", async (_, paths, place) => {
    const [warning, ...others] = await warningsOf(await zipped(...paths));
    expect(warning).toMatch(/^the archive has no index\.js at its top; SailPoint may not be able to run it\. /);
    expect(warning).toContain(place);
    expect(others).toEqual([]);
  });

  test.each([
    ["a .jar beside other files", ["driver.jar", "readme.txt"]],
    ["a spec alone", ["connector-spec.json"]],
    ["declarations", ["index.d.ts"]],
  ])("and nothing more if there is none: %s", async (_, paths) => {
    expect(await warningsOf(await zipped(...paths))).toEqual([
      "the archive has no index.js at its top; SailPoint may not be able to run it",
    ]);
  });
});

describe("an archive without index.js at its top is warned about with what lies there instead", () => {
  test.each([
    [
      "an ES module",
      ["index.mjs"],
      "It has index.mjs, but SailPoint loads index.js: build the code to a file of that name",
    ],
    [
      "an ES module above another index.js",
      ["index.mjs", "lib/index.js"],
      "It has index.mjs, but SailPoint loads index.js",
    ],
    ["CommonJS of another name", ["index.cjs", "package.json"], "It has index.cjs, but SailPoint loads index.js"],
    [
      "sources",
      ["package.json", "src/index.ts", "node_modules/a/index.js"],
      "It has TypeScript sources, such as src/index.ts",
    ],
    ["a zip of a zip", ["payroll-0.1.0.zip"], "It holds another zip, payroll-0.1.0.zip: SailPoint does not unpack it"],
    [
      "paths with a dot",
      ["./index.js"],
      'One lies at ./index.js: make the zip again with paths that do not begin with "./"',
    ],
    ["a .jar itself", ["META-INF/MANIFEST.MF", "a/B.class"], "It is a .jar itself: put the .jar into a zip"],
    ["a folder of that name", ["index.js/main.js"], "index.js is a folder there"],
  ])("%s", async (_, paths, found) => {
    const [warning, ...others] = await warningsOf(await zipped(...paths));
    expect(warning).toContain(`the archive has no index.js at its top; SailPoint may not be able to run it. ${found}`);
    expect(others).toEqual([]);
  });
});

describe("an index.js without code is warned about", () => {
  const warningsOfCode = (text: string) => warningsOf(new Archive({ path: folderOf({ "index.js": text }) }));

  test.each([
    ["empty", ""],
    ["white space and a BOM", "\uFEFF \r\n\t"],
    ["comments", "#!/usr/bin/env node\n// a\r\n/* b\n */ /**/\n//# sourceMappingURL=index.js.map"],
    [
      "what TypeScript makes of types",
      '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n',
    ],
    ["what a bundler makes of types", "export {};"],
  ])("%s", async (_, text) => {
    expect(await warningsOfCode(text)).toEqual([
      "the archive's index.js holds no code; SailPoint cannot run it. Did the build fail?",
    ]);
  });

  test.each(["1", '/* a */ exports.a = "// b";', "// a\nx()", "/a/", '"use strict";module.exports=1'])(
    "but not one with code: %j",
    async (text) => {
      expect(await warningsOfCode(text)).toEqual([]);
    },
  );
});

describe("a folder that holds a zip is warned about, with the zip as the better input", () => {
  test.each([
    ["beside index.js", "payroll-0.1.0.zip"],
    ["further down", "out/payroll.ZIP"],
  ])("%s", async (_, name) => {
    const folder = folderOf({ "index.js": "1", [name]: "zip" });
    const [warning, ...others] = await warningsOf(new Archive({ path: folder }));
    expect(warning).toContain(`the archive is the folder ${folder}, which holds a zip, ${name}.`);
    expect(warning).toContain(`use the zip itself: FileArchive("${join(folder, name)}")`);
    expect(others).toEqual([]);
  });

  test("in a folder that an AssetArchive names", async () => {
    const folder = folderOf({ "index.js": "1", "a.zip": "zip" });
    const warnings = await warningsOf(new Archive({ assets: { ".": new Archive({ path: folder }) } }));
    expect(warnings).toEqual([expect.stringContaining(join(folder, "a.zip"))]);
  });

  test("but not if a zip was declared as an asset, or lies in a zip", async () => {
    const assets = { "index.js": new Asset({ text: "1" }), "data.zip": new Asset({ text: "zip" }) };
    expect(await warningsOf(new Archive({ assets }))).toEqual([]);
    expect(await warningsOf(await zipped("index.js", "data.zip"))).toEqual([]);
  });
});
