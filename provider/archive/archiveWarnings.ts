import { posix, relative } from "node:path";
import type { ArchiveContent, ContentEntry } from "./archiveContent";
import { INDEX_JS } from "./parseIndexJs";
import { isSystemFile } from "./systemFiles";

/** What is odd about an archive that can be uploaded. */
export function archiveWarnings(content: ArchiveContent): string[] {
  const warnings = isRunnable(content) ? [] : [noIndexJs(content.entries)];
  for (const { folder, path } of content.zipsInFolder) {
    warnings.push(
      `the archive is the folder ${folder}, which holds a zip, ${relative(folder, path)}. The zip would be uploaded inside of ` +
        `the archive, and building it again would be a change. If the packer wrote it, use the zip itself: FileArchive("${path}")`,
    );
  }
  return warnings;
}

/** Whether SailPoint finds code: an `index.js` at the top, or nothing but `.jar` files. */
export function isRunnable({ entries }: ArchiveContent): boolean {
  return entries.some(({ path }) => path === INDEX_JS) || isJarOnly(entries);
}

/** Whether an archive is of `.jar` files alone, as customers of JDBC connectors upload it. */
export function isJarOnly(entries: readonly ContentEntry[]): boolean {
  const files = entries.filter(({ path }) => !isSystemFile(path));
  return files.length > 0 && files.every(({ path }) => /\.jar$/i.test(path));
}

function noIndexJs(entries: readonly ContentEntry[]): string {
  const elsewhere = nearestIndexJs(entries);
  return (
    `the archive has no ${INDEX_JS} at its top; SailPoint may not be able to run it` +
    (elsewhere === undefined
      ? ""
      : `. One lies at ${elsewhere}: ${
          posix.dirname(elsewhere) === "."
            ? `its name must be ${INDEX_JS}`
            : `archive the content of ${posix.dirname(elsewhere)}, not the folder around it`
        }`)
  );
}

/** Not one of a dependency's: the fewest folders deep. */
function nearestIndexJs(entries: readonly ContentEntry[]): string | undefined {
  const depth = (path: string) => path.split("/").length + (path.includes("node_modules/") ? 1_000 : 0);
  return entries
    .map(({ path }) => path)
    .filter((path) => posix.basename(path).toLowerCase() === INDEX_JS && !isSystemFile(path))
    .sort((a, b) => depth(a) - depth(b))[0];
}
