import { relative } from "node:path";
import type { ArchiveContent, ContentEntry } from "./archiveContent";
import { missingIndexJs } from "./missingIndexJs";
import { INDEX_JS } from "./parseIndexJs";
import { isSystemFile } from "./systemFiles";

const EMPTY_CODE = `the archive's ${INDEX_JS} holds no code; SailPoint cannot run it. Did the build fail?`;

/** What is odd about an archive that can be uploaded. */
export function archiveWarnings(content: ArchiveContent): string[] {
  const warnings = isRunnable(content) ? [] : [content.emptyCode ? EMPTY_CODE : missingIndexJs(content.entries)];
  for (const { folder, path } of content.zipsInFolder) {
    warnings.push(
      `the archive is the folder ${folder}, which holds a zip, ${relative(folder, path)}. The zip would be uploaded inside of ` +
        `the archive, and building it again would be a change. If the packer wrote it, use the zip itself: FileArchive("${path}")`,
    );
  }
  return warnings;
}

/** Whether SailPoint finds code: in an `index.js` at the top, or in nothing but `.jar` files. */
export function isRunnable({ entries, emptyCode }: ArchiveContent): boolean {
  return (entries.some(({ path }) => path === INDEX_JS) && !emptyCode) || isJarOnly(entries);
}

/** Whether an archive is of `.jar` files alone, as customers of JDBC connectors upload it. */
export function isJarOnly(entries: readonly ContentEntry[]): boolean {
  const files = entries.filter(({ path }) => !isSystemFile(path));
  return files.length > 0 && files.every(({ path }) => /\.jar$/i.test(path));
}
