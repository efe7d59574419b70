import { posix } from "node:path";
import type { ContentEntry } from "./archiveContent";
import { INDEX_JS } from "./parseIndexJs";
import { isSystemFile } from "./systemFiles";

/**
 * The warning about an archive without `index.js` at its top, with what lies there instead.
 *
 * @param named the archive's name in parentheses, or an empty text
 */
export function missingIndexJs(entries: readonly ContentEntry[], named: string): string {
  const paths = entries.map(({ path }) => path).filter((path) => !isSystemFile(path));
  const found = [
    anotherExtensionAtTop,
    anotherIndexJs,
    folderOfThisName,
    anotherExtension,
    typeScript,
    innerZip,
    jarItself,
  ]
    .map((find) => find(paths))
    .find((text) => text !== undefined);
  const instead = found === undefined ? "" : `. ${found}`;
  return `the archive has no ${INDEX_JS} at its top${named}; SailPoint may not be able to run it${instead}`;
}

function anotherIndexJs(paths: readonly string[]): string | undefined {
  const path = nearest(paths, /^index\.js$/i);
  if (path === undefined) {
    return undefined;
  }
  if (path.startsWith("./")) {
    return `One lies at ${path}: make the zip again with paths that do not begin with "./"`;
  }
  const folder = posix.dirname(path);
  return `One lies at ${path}: ${
    folder === "." ? `its name must be ${INDEX_JS}` : `archive the content of ${folder}, not the folder around it`
  }`;
}

function folderOfThisName(paths: readonly string[]): string | undefined {
  return paths.some((path) => path.startsWith(`${INDEX_JS}/`)) ? `${INDEX_JS} is a folder there` : undefined;
}

function anotherExtensionAtTop(paths: readonly string[]): string | undefined {
  return anotherExtension(
    paths.filter((path) => !path.includes("/") && !paths.some((other) => /^index\.js$/i.test(other))),
  );
}

function anotherExtension(paths: readonly string[]): string | undefined {
  const path = nearest(paths, /^index\.[cm]js$/i);
  return path === undefined
    ? undefined
    : `It has ${path}, but SailPoint loads ${INDEX_JS}: build the code to a file of that name`;
}

function typeScript(paths: readonly string[]): string | undefined {
  const path = nearest(paths, /(?<!\.d)\.[cm]?tsx?$/i);
  return path === undefined
    ? undefined
    : `It has TypeScript sources, such as ${path}, but SailPoint loads ${INDEX_JS}: archive what the build makes of them`;
}

function innerZip(paths: readonly string[]): string | undefined {
  const path = nearest(paths, /\.zip$/i);
  return path === undefined
    ? undefined
    : `It holds another zip, ${path}: SailPoint does not unpack it, so use that zip itself`;
}

function jarItself(paths: readonly string[]): string | undefined {
  return paths.some((path) => path === "META-INF/MANIFEST.MF" || path.endsWith(".class"))
    ? "It is a .jar itself: put the .jar into a zip"
    : undefined;
}

/** The fewest folders deep, and not one of a dependency's. */
function nearest(paths: readonly string[], name: RegExp): string | undefined {
  const depth = (path: string) => path.split("/").length;
  return paths
    .filter((path) => name.test(posix.basename(path)) && !/(?:^|\/)node_modules\//.test(path))
    .sort((a, b) => depth(a) - depth(b))[0];
}
